import { type z } from 'zod';
import { PullRequestApproval, PullRequestApprover } from '../../../build/source/pull-request-policy';
import { logGroupNameRule } from '../../../private/aws/log-group-name';
import { type Rule, quote } from '../../../private/validation/validation';
import { baseImages } from './base-images';
import { buildTests } from './build-tests';
import { type buildSource } from './build-source';
import { addProblem, evenIfInvalid, flag, list, mapping, text, uniqueList, word } from '../fields';

const commandRule: Rule = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : `must be a command, got ${quote(value)}`;

/** A separate project for the pull requests into the branches of the source of a build. */
export const pullRequests = mapping(
  {
    commands: list(
      text(commandRule, { description: 'A command.', examples: ['make test'] }),
      'The commands that run in the source of a pull request, in bash.',
    ).optional(),
    tests: buildTests.optional(),
    privileged: flag('Whether the image is built, on a privileged machine. $IMAGE is its name.', { default: false }),
    baseImages: baseImages.optional(),
    logGroup: text(logGroupNameRule, {
      description: 'The name of a log group that exists already. The default is a new one.',
      examples: ['/aws/codebuild/jwt-pizza-service-pull-requests'],
    }).optional(),
    approval: word(
      [PullRequestApproval.ALL_PULL_REQUESTS, PullRequestApproval.FORK_PULL_REQUESTS],
      'Which pull requests wait for the comment of an approver.',
    )
      .optional()
      .meta({ default: PullRequestApproval.ALL_PULL_REQUESTS }),
    approvers: uniqueList(
      word(
        Object.values(PullRequestApprover) as [PullRequestApprover, ...PullRequestApprover[]],
        'A role at GitHub or GitLab.',
      ),
      'The roles whose comment approves a check. The default is all roles that can push to the repository.',
    ).optional(),
  },
  'Checks of pull requests into the branches of the source, in a project that cannot push images.',
).superRefine(({ commands, privileged, baseImages: bases, tests }, context) => {
  const unused = bases !== undefined && privileged !== true;
  addProblem(context, unused ? 'requires privileged: true, because no image is built without it' : undefined, [
    'baseImages',
  ]);
  addProblem(
    context,
    commands === undefined && tests === undefined && privileged !== true
      ? 'must list at least one command. Without `privileged: true` no image is built.'
      : undefined,
    ['commands'],
  );
}, evenIfInvalid);

/** Requires a source of GitHub or GitLab whose branches are the targets of pull requests. */
export function checkPullRequests(
  { source, pullRequests: checks }: { source: z.infer<typeof buildSource>; pullRequests?: object },
  context: z.core.$RefinementCtx,
): void {
  if (checks === undefined) return;
  if (!evenIfInvalid.when({ value: source })) return; // the source itself is reported
  const fits = (source.github ?? source.gitlab) !== undefined && source.branches !== undefined;
  addProblem(context, fits ? undefined : 'requires a source of github or gitlab with branches', ['pullRequests']);
}
