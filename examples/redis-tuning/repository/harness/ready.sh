# Whether the server answers.
cd "$WINNOW_ENVIRONMENT_STATE" && [ "$(redis-cli -s redis.sock ping 2>/dev/null)" = PONG ]
