import { type z } from 'zod';
import { gitRefRule } from '../../private/git/git-ref';
import { gitHubEnvironmentRule } from '../../github/github-environment';
import { enterpriseServerHostRule, enterpriseSlugRule, gheSubdomainRule } from '../../github/github-host';
import { gitHubIdRule, gitHubRepositoryRule } from '../../private/ci/github-repository';
import { gitHubWorkflowRefRule } from '../../github/github-workflow-ref';
import { addProblem, atOnce, list, mapping, text, word } from './fields';
import { oneOf } from './one-of';
import { branches, branchPatterns, flag, somewhere, tagPatterns, tags } from './trusted-places';

const id = (whose: string) =>
  text(gitHubIdRule, { description: `The numeric GitHub id of the ${whose}, in quotes.`, pattern: '^[1-9][0-9]*$' });

/** Which workflow runs of one GitHub repository are trusted. */
export const gitHubTrust = somewhere(
  mapping(
    {
      repository: text(gitHubRepositoryRule, {
        description: 'owner/name, as GitHub shows it.',
        examples: ['acme/app'],
      }),
      ownerId: id('owner').optional(),
      repositoryId: id('repository').optional(),
      acceptNameOnly: flag(
        'Whether subjects without ids are trusted too, while an older repository sends them.',
      ).optional(),
      branches,
      tags,
      environments: list(
        text(gitHubEnvironmentRule, { description: 'A GitHub environment.' }),
        'GitHub environments, each exactly; protect them on GitHub.',
      ).optional(),
      branchPatterns,
      tagPatterns,
      jobWorkflowRef: text(gitHubWorkflowRefRule, {
        description: 'The one workflow file that runs the job, at one ref.',
        examples: ['acme/ci/.github/workflows/publish.yml@refs/heads/main'],
      }).optional(),
      ref: text(gitRefRule, {
        description: 'The branch or tag that jobs for the environments run on, in full.',
        examples: ['refs/heads/main'],
      }).optional(),
    },
    'Workflow runs of one GitHub repository. Take its ids from: gh api repos/OWNER/NAME --jq .owner.id,.id',
  ),
  ['branches', 'tags', 'environments', 'branchPatterns', 'tagPatterns'],
).superRefine((value, context) => {
  const half = (value.ownerId === undefined) !== (value.repositoryId === undefined);
  addProblem(context, half ? 'must hold ownerId and repositoryId, or neither of the two' : undefined);
  const alone = value.acceptNameOnly !== undefined && value.ownerId === undefined && value.repositoryId === undefined;
  addProblem(context, alone ? 'must stand with ownerId and repositoryId' : undefined, ['acceptNameOnly']);
  addProblem(context, value.ref === undefined ? undefined : refProblem(value), ['ref']);
}, atOnce);

/** A branch or a tag has its ref already. */
function refProblem(value: Partial<Record<string, unknown>>): string | undefined {
  const others = ['branches', 'tags', 'branchPatterns', 'tagPatterns'].filter((key) => value[key] !== undefined);
  return others.length === 0
    ? undefined
    : `must stand with environments alone, got ${others.join(' and ')} too; put the environments in an entry of their own`;
}

/** GitHub as an identity provider of each account. */
export const gitHubProvider = mapping(
  {
    provider: word(
      ['create', 'import'],
      'Whether the OIDC provider of the account is made here or is there.',
    ).optional(),
    issuer: oneOf(
      mapping(
        {
          enterprise: text(enterpriseSlugRule, {
            description: 'The slug of an enterprise on github.com that has its own issuer.',
          }).optional(),
          dataResidency: text(gheSubdomainRule, {
            description: 'The subdomain of an enterprise on GHE.com.',
          }).optional(),
          enterpriseServer: text(enterpriseServerHostRule, {
            description: 'The host of a GitHub Enterprise Server.',
          }).optional(),
        },
        'A GitHub of your own; github.com without it.',
      ),
    ).optional(),
  },
  'GitHub as an identity provider.',
);

/** The trust in one GitHub repository. */
export type GitHubTrust = z.infer<typeof gitHubTrust>;
export type GitHubProviderConfig = z.infer<typeof gitHubProvider>;
