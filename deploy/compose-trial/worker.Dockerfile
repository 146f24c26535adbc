# The worker of the trial: with the agent of examples/cache-contest, and its repository for the git
# server. This is how agents and toolchains come to workers.
FROM winnow-agent-worker
USER root
COPY agent/ /opt/agents/cache-contest/
COPY repository/ /opt/repositories/cache-contest/
RUN install -d -o winnow -g winnow /srv/git
USER 10001:10001
