import { looksLikeSecret } from '../../../private/validation/secret';
import { type StackOutput, type TemplateGraph } from '../../templates/template-graph';
import { shownText } from '../../texts/symbolic-text';
import { reviewRule } from '../review-rule';
import { secretParametersOf } from '../secret-parameters';
import { quoted } from '../shown';

export const outputShowsSecret = reviewRule({
  id: 'output-shows-secret',
  severity: 'error',
  title: 'A secret in an output of the stack',
  findProblems: (graph) =>
    graph.outputs.flatMap((output) => {
      const what = secretIn(output, graph);
      if (what === undefined) return [];
      return [
        {
          source: output.source,
          message: `Output ${quoted(output.source.logicalId)} shows ${what}. Anyone who can describe the stack can read it.`,
          fix: 'Write the secret to AWS Secrets Manager, and leave the output out. Replace the secret if the stack was deployed.',
        },
      ];
    }),
});

function secretIn({ value }: StackOutput, graph: TemplateGraph): string | undefined {
  if (shownText(value).includes('.SecretAccessKey}')) return 'the secret of an access key';
  const hidden = secretParametersOf(graph).find(({ text }) => value.includes(text));
  if (hidden) return `the parameter ${quoted(hidden.name)}, which has NoEcho`;
  return looksLikeSecret(value) ? 'a secret' : undefined;
}
