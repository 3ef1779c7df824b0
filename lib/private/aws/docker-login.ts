import { shellWord } from '../text/shell-word';

/** Logs docker in to a registry for 12 hours. The password is never shown, nor in the list of processes. */
export function dockerLoginLines(region: string, registry: string): string[] {
  return [
    `aws ecr get-login-password --region ${shellWord(region)} |`,
    `  docker login --username AWS --password-stdin ${shellWord(registry)}`,
  ];
}

/** The content of `~/.docker/config.json` that lets the credential helper log in by itself. */
export function credentialHelperConfig(registry: string): string {
  return `{ "credHelpers": { ${JSON.stringify(registry)}: "ecr-login" } }`;
}
