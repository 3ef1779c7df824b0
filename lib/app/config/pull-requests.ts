import { type z } from 'zod';
import { PullRequestApproval, PullRequestApprover } from '../../build/source/pull-request-policy';
import { type Rule, quote } from '../../private/validation/validation';
import { type buildSource } from './build-source';
import { addProblem, atOnce, flag, list, mapping, text, word } from './fields';

const commandRule: Rule = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : `must be a command, got ${quote(value)}`;

/** A project of its own for the pull requests into the branches of a build's source. */
export const pullRequests = mapping(
  {
    commands: list(
      text(commandRule, { description: 'A command.' }),
      'What runs in the source of a pull request, in bash.',
    ).optional(),
    privileged: flag('Whether the image is built, on a privileged machine; $IMAGE is its name.'),
    approval: word(
      [PullRequestApproval.ALL_PULL_REQUESTS, PullRequestApproval.FORK_PULL_REQUESTS],
      'Which pull requests wait for the comment of an approver.',
    ).optional(),
    approvers: list(
      word(
        Object.values(PullRequestApprover) as [PullRequestApprover, ...PullRequestApprover[]],
        'A role at GitHub or GitLab.',
      ),
      'Whose comment counts.',
    ).optional(),
  },
  'Checks of pull requests into the branches of the source, in a project that can push nothing.',
).superRefine(({ commands, privileged }, context) => {
  addProblem(
    context,
    commands === undefined && privileged !== true
      ? 'must list what to run; without `privileged: true` there is no Docker to build the image with'
      : undefined,
    ['commands'],
  );
}, atOnce);

/** Pull requests come from GitHub and GitLab, into branches that the source names. */
export function judgePullRequests(
  { source, pullRequests: asked }: { source: z.infer<typeof buildSource>; pullRequests?: object },
  context: z.core.$RefinementCtx,
): void {
  if (asked === undefined) return;
  if (!atOnce.when({ value: source })) return; // which is said of the source itself
  const fits = (source.github ?? source.gitlab) !== undefined && source.branches !== undefined;
  addProblem(context, fits ? undefined : 'goes with a source of github or gitlab that has branches', ['pullRequests']);
}
