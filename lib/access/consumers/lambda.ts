import { accountIdRule } from '../../private/aws/account-id';
import { servicePullActions } from '../../private/aws/ecr-actions';
import { organizationIdRule } from '../../private/aws/organization-id';
import { prose } from '../../private/text/prose';
import { shellWord } from '../../private/text/shell-word';
import { validate } from '../../private/validation/validation';
import { type PolicyCondition, type PolicyEntry, type RepositoryEnvironment } from '../policy-entry';
import { type ConsumerGrants, grantEntry } from './consumer-grants';
import { type ConsumerKind, type PullingService } from './consumer-kind';
import { accountRoot, anyoneWith, equals, ofOrganization, serviceWith } from './principals';
import { accountText, organizationText } from './account-texts';

type LambdaName = { readonly account: string } | { readonly organization: string };

const service: PullingService = {
  id: 'use-in-lambda',
  principals: ['lambda.'],
  usage: ({ uri, region }) => ({
    text: prose`AWS Lambda, for a function in the Region ${region} and in no other. This command requires ${'lambda:UpdateFunctionCode'}. The role of the function needs no permission for the repository.`,
    commands: [
      "function='my-function'",
      "digest='sha256:...'",
      `aws lambda update-function-code --region ${shellWord(region)} --function-name "$function" \\`,
      `  --image-uri ${shellWord(uri)}@"$digest"`,
    ],
  }),
};

/** Lambda functions of an account or an organization. Lambda requires a grant to the account and one to itself. */
export const lambda: ConsumerKind<LambdaName> = {
  grantsOf: (name) =>
    'account' in name ? functionsOfAccount(name.account) : functionsOfOrganization(name.organization),
  config: {
    pullers: {
      description: 'Lambda functions of an account or an organization, in the Region of the repository.',
      exactlyOneOf: { account: accountText, organization: organizationText },
    },
  },
  service,
};

function functionsOfAccount(accountId: string): ConsumerGrants {
  validate('accountId', accountId, accountIdRule);
  return {
    name: 'Lambda',
    pull: (env) => [
      ...(accountId === env.account ? [] : [grantEntry('pull', accountRoot(env, accountId))]),
      serviceEntry(fromFunctionsOf(env, accountId)),
    ],
  };
}

function functionsOfOrganization(organizationId: string): ConsumerGrants {
  validate('organizationId', organizationId, organizationIdRule);
  return {
    name: 'Lambda',
    pull: (env) => [
      grantEntry('pull', anyoneWith(ofOrganization(organizationId))),
      serviceEntry(equals('aws:SourceOrgID', organizationId), fromFunctionsOf(env, '*')),
    ],
  };
}

function serviceEntry(...conditions: PolicyCondition[]): PolicyEntry {
  return { actions: servicePullActions, ...serviceWith('lambda.amazonaws.com', ...conditions) };
}

/** The functions of an account in the repository's Region. Lambda sends the key in this spelling. */
function fromFunctionsOf({ partition, region }: RepositoryEnvironment, accountId: string): PolicyCondition {
  return {
    operator: 'StringLike',
    key: 'aws:sourceARN',
    value: `arn:${partition}:lambda:${region}:${accountId}:function:*`,
  };
}
