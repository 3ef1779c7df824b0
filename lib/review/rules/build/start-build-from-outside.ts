import { type Statement } from '../../templates/template-graph';
import { isFromOutside } from '../from-outside';
import { rightsOf } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';

export const startBuildFromOutside = reviewRule({
  id: 'build-started-from-outside',
  severity: 'warning',
  title: 'A principal from outside may start builds with its own settings',
  findProblems: ({ identities }) =>
    identities.filter(isFromOutside).flatMap((identity) =>
      identity.policies
        .filter(
          (statement) => starts.some((action) => rightsOf(identity).canBy(statement, action)) && !isBound(statement),
        )
        .slice(0, 1)
        .map((statement) => ({
          source: statement.source,
          message: `Role '${shown(identity.name)}' is assumed from outside the account and may start builds. StartBuild accepts another buildspec, image, source or role, so it gives as much access as the role of the project.`,
          fix: "Start builds by the project's webhook, or start a pipeline whose settings are fixed.",
        })),
    ),
});

/** A batch accepts the same overrides as a build. */
const starts = ['codebuild:StartBuild', 'codebuild:StartBuildBatch'];

/** CodeBuild has condition keys that limit the overrides. Administrators are a separate finding. */
function isBound({ conditions, actions = [] }: Statement): boolean {
  return actions.includes('*') || conditions.some(({ key }) => key.toLowerCase().startsWith('codebuild:'));
}
