# project.sh COMMAND...: Compose on the project of this sample. Files are named, for what stands in
# settings.env is a patch's to say, and Compose would take COMPOSE_FILE from there as well.
exec docker compose --project-name "$WINNOW_ENVIRONMENT" --project-directory . \
  --file compose.yaml --env-file settings.env "$@"
