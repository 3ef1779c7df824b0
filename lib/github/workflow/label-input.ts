import { Token } from 'aws-cdk-lib';
import { validateLabels } from '../../private/oci/build-value';
import { type Problem, quote, refuseIf } from '../../private/validation/validation';

/** What a label of any image may be, known at synth, and nothing that GitHub replaces. */
export function validateWorkflowLabels(labels: Readonly<Record<string, string>>): void {
  validateLabels(labels);
  for (const [key, value] of Object.entries(labels)) refuseIf(`labels.${key}`, valueProblem(value));
}

function valueProblem(value: string): Problem {
  if (Token.isUnresolved(value)) return 'must be known at synth, got a token; the file is written before the deploy';
  return value.includes('${{')
    ? `must hold no expression, got ${quote(value)}; GitHub would put text of others in its place`
    : undefined;
}

/**
 * The labels as docker/build-push-action takes them: lines of CSV. Those of the user come last, since the last of a key
 * holds.
 */
export function labelInput(labels: Readonly<Record<string, string>>): string {
  const own = Object.entries(labels).map(([key, value]) => csvField(`${key}=${value}`));
  const lines = [
    'org.opencontainers.image.revision=${{ github.sha }}',
    'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}',
    ...own,
  ];
  return `${lines.join('\n')}\n`;
}

/** A comma would end the field, and a quote behind it begin another. */
function csvField(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
