import { Token } from 'aws-cdk-lib';
import { validateLabels } from '../../private/oci/build-value';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';

/** Refuses labels that are not valid, that are not known at synth, or that contain a GitHub expression. */
export function validateWorkflowLabels(labels: Readonly<Record<string, string>>): void {
  validateLabels(labels);
  for (const [key, value] of Object.entries(labels)) refuseIf(`labels.${key}`, valueProblem(value));
}

function valueProblem(value: string): Problem {
  if (Token.isUnresolved(value))
    return 'must be known at synth, got a token. The workflow file is written before the deployment.';
  return value.includes('${{')
    ? `must not contain a GitHub expression, got ${quote(value)}. GitHub would replace it with text that others control.`
    : undefined;
}

/**
 * The labels as docker/build-push-action reads them: lines of CSV. `revision` is the commit of the image. The user's labels come last, since the last value of a key
 * wins.
 */
export function labelInput(labels: Readonly<Record<string, string>>, revision: string): string {
  const own = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return csvLines([
    `org.opencontainers.image.revision=${revision}`,
    'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}',
    ...own,
  ]);
}

/** Values as docker/build-push-action reads a list: a line of CSV each. */
export function csvLines(values: readonly string[]): string {
  return `${values.map(csvField).join('\n')}\n`;
}

/** Quotes a field that contains a comma or a quote, which would end it. */
function csvField(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
