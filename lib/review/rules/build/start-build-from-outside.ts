import { type Statement } from '../../template-graph';
import { isFromOutside } from '../from-outside';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';
import { allows } from '../statement-actions';

export const startBuildFromOutside = reviewRule({
  id: 'build-started-from-outside',
  severity: 'warning',
  title: 'Somebody outside may start builds with settings of theirs',
  look: ({ identities }) =>
    identities.filter(isFromOutside).flatMap(({ name, policies }) =>
      policies
        .filter((statement) => starts.some((action) => allows(statement, action)) && !isBound(statement))
        .slice(0, 1)
        .map((statement) => ({
          source: statement.source,
          message: `Role '${shown(name)}' is assumed from outside the account and may start builds: StartBuild takes another buildspec, image, source or role, so it is worth as much as the role of the project.`,
          fix: "Start builds by the project's webhook; or start a pipeline whose settings are fixed.",
        })),
    ),
});

/** A batch takes the same overrides as a build. */
const starts = ['codebuild:StartBuild', 'codebuild:StartBuildBatch'];

/** CodeBuild has condition keys for what a start may change. Administrators are a finding of their own. */
function isBound({ conditions, actions = [] }: Statement): boolean {
  return actions.includes('*') || conditions.some(({ key }) => key.toLowerCase().startsWith('codebuild:'));
}
