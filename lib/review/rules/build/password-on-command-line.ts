import { buildRule } from './build-rule';

export const passwordOnCommandLine = buildRule({
  id: 'build-password-on-command-line',
  severity: 'warning',
  title: 'docker login with the password as a parameter',
  fix: 'Pipe it: `aws ecr get-login-password | docker login --username AWS --password-stdin REGISTRY`.',
  problem: ({ buildspec }) =>
    buildspec !== undefined &&
    /\b(docker|podman|buildah|nerdctl|helm\s+registry)\s+login\b[^\n|;&]{0,300}?\s(-p|--password)(?=[\s='"])/.test(
      buildspec,
    )
      ? 'gives docker login its password as a parameter. Other processes of the build and its log can show it.'
      : undefined,
});
