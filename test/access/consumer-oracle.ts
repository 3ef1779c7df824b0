import fc from 'fast-check';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { anything, type Caller, type Context } from '../simulation';
import { account as own, region } from '../synthesis';

/** Few of each, so that a principal often is almost the one that a consumer means. */
const accounts = [own, '111122223333', '111122223334'];
const names = ['ci', 'ci-evil'];
const organizations = ['o-a1b2c3d4e5', 'o-a1b2c3d4e6'];
const units = ['ou-ab12-11111111', 'ou-ab12-111111112'];
const values = ['web', 'Web'];
const serviceNames = ['lambda', 'codebuild', 'sagemaker'];
const regions = [region, 'us-east-1'];

const account = fc.constantFrom(...accounts);
const name = fc.constantFrom(...names);
const organization = fc.constantFrom(...organizations);
const value = fc.constantFrom(...values);
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const path = fc
  .tuple(organization, fc.array(fc.constantFrom(...units), { minLength: 1, maxLength: 2 }))
  .map(([id, below]) => [id, 'r-ab12', ...below].join('/'));

/** The caller of a request: a role or user with its context in IAM, or a service with the account it acts for. */
export interface Asker {
  readonly kind: 'role' | 'user' | 'service';
  readonly name: string;
  readonly account: string;
  readonly tag?: string | undefined;
  /** The place of its account in an organization. */
  readonly path?: string | undefined;
  readonly sourceAccount?: string | undefined;
  readonly sourceArn?: string | undefined;
  readonly sourceOrganization?: string | undefined;
}

const functionArn = fc
  .tuple(fc.constantFrom(...regions), account)
  .map(([at, id]) => `arn:aws:lambda:${at}:${id}:function:a`);
const modelArn = fc
  .tuple(account, fc.constantFrom('web-1', 'db-1'))
  .map(([id, model]) => `arn:aws:sagemaker:${region}:${id}:model/${model}`);

export const asker: fc.Arbitrary<Asker> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('role' as const, 'user' as const),
    name,
    account,
    tag: perhaps(value),
    path: perhaps(path),
  }),
  fc.record({
    kind: fc.constant('service' as const),
    name: fc.constantFrom(...serviceNames),
    account: fc.constant(''),
    sourceAccount: perhaps(account),
    sourceArn: perhaps(fc.oneof(functionArn, modelArn)),
    sourceOrganization: perhaps(organization),
  }),
);

/** A consumer, with a separate definition of the callers that it includes. */
export interface Meaning {
  readonly text: string;
  readonly consumer: ImageConsumer;
  readonly means: (asker: Asker) => boolean;
  /** Services that fetch by two actions only, as Lambda. */
  readonly meansFetching?: (asker: Asker) => boolean;
}

const isPerson = ({ kind }: Asker) => kind !== 'service';
const isService = (asker: Asker, service: string) => asker.kind === 'service' && asker.name === service;
/** Within its own account, to name the account defers to the policies of its principals: these have none. */
const isOf = (asker: Asker, id: string) => isPerson(asker) && asker.account === id && id !== own;
const isIn = (asker: Asker, place: string) => isPerson(asker) && `${asker.path}/`.startsWith(`${place}/`);
const isFunction = (arn = '') => arn.startsWith(`arn:aws:lambda:${region}:`) && arn.includes(':function:');

export const person: fc.Arbitrary<Meaning> = fc
  .tuple(fc.constantFrom('role' as const, 'user' as const), account, name)
  .map(([kind, id, called]) => ({
    text: `${kind} ${called} of ${id}`,
    consumer: ImageConsumer[kind](`arn:aws:iam::${id}:${kind}/${called}`),
    means: (asker) => asker.kind === kind && asker.account === id && asker.name === called,
  }));

/** Consumers that can be granted any access. */
export const principal: fc.Arbitrary<Meaning> = fc.oneof(
  person,
  account.map((id): Meaning => ({
    text: `account ${id}`,
    consumer: ImageConsumer.account(id),
    means: (a) => isOf(a, id),
  })),
  fc.tuple(value, account).map(([tag, accountId]): Meaning => ({
    text: `tagged ${tag} of ${accountId}`,
    consumer: ImageConsumer.tagged('team', tag, { accountId }),
    means: (asker) => isPerson(asker) && asker.account === accountId && asker.tag === tag,
  })),
);

/** Consumers that can be granted pull and read access. */
export const crowd: fc.Arbitrary<Meaning> = fc.oneof(
  organization.map((id): Meaning => ({
    text: `organization ${id}`,
    consumer: ImageConsumer.organization(id),
    means: (asker) => isIn(asker, id),
  })),
  path.map((unit): Meaning => ({
    text: `unit ${unit}`,
    consumer: ImageConsumer.organizationalUnit(unit),
    means: (asker) => isIn(asker, unit),
  })),
  fc.tuple(value, organization).map(([tag, organizationId]): Meaning => ({
    text: `tagged ${tag} of ${organizationId}`,
    consumer: ImageConsumer.tagged('team', tag, { organizationId }),
    means: (asker) => isIn(asker, organizationId) && asker.tag === tag,
  })),
);

const source = fc
  .record({
    sourceAccount: perhaps(account),
    sourceModelsOf: perhaps(account),
    sourceOrganization: perhaps(organization),
  })
  .filter((given) => Object.values(given).some((one) => one !== undefined));

/** Consumers that can only be granted pull access. */
export const service: fc.Arbitrary<Meaning> = fc.oneof(
  account.map((id): Meaning => ({
    text: `lambda ${id}`,
    consumer: ImageConsumer.lambda(id),
    means: (asker) => isOf(asker, id),
    meansFetching: (asker) =>
      isService(asker, 'lambda') && isFunction(asker.sourceArn) && asker.sourceArn?.split(':')[4] === id,
  })),
  organization.map((id): Meaning => ({
    text: `lambda of ${id}`,
    consumer: ImageConsumer.lambdaOfOrganization(id),
    means: (asker) => isIn(asker, id),
    meansFetching: (asker) =>
      isService(asker, 'lambda') && isFunction(asker.sourceArn) && asker.sourceOrganization === id,
  })),
  account.map((id): Meaning => ({
    text: `codeBuild ${id}`,
    consumer: ImageConsumer.codeBuild(id),
    means: (asker) => isService(asker, 'codebuild') && asker.sourceAccount === id,
  })),
  fc
    .tuple(fc.constantFrom(...serviceNames), source)
    .map(([called, { sourceAccount, sourceModelsOf, sourceOrganization }]): Meaning => ({
      text: `service ${called} ${JSON.stringify({ sourceAccount, sourceModelsOf, sourceOrganization })}`,
      consumer: ImageConsumer.service(`${called}.amazonaws.com`, {
        sourceAccount,
        sourceOrganization,
        sourceArn: sourceModelsOf && `arn:aws:sagemaker:${region}:${sourceModelsOf}:model/web-*`,
      }),
      means: (asker) =>
        isService(asker, called) &&
        (sourceAccount === undefined || asker.sourceAccount === sourceAccount) &&
        (sourceOrganization === undefined || asker.sourceOrganization === sourceOrganization) &&
        (sourceModelsOf === undefined ||
          asker.sourceArn === `arn:aws:sagemaker:${region}:${sourceModelsOf}:model/web-1`),
    })),
);

/** The request of an asker; one of another account may do anything there, and one of this account has no policy. */
export function callerOf({ kind, name: called, account: id, tag, path: place, ...sources }: Asker): Caller {
  if (kind === 'service') {
    const { sourceAccount, sourceArn, sourceOrganization } = sources;
    return {
      principal: `${called}.amazonaws.com`,
      context: {
        ...(sourceAccount && { 'aws:SourceAccount': sourceAccount }),
        ...(sourceArn && { 'aws:SourceArn': sourceArn }),
        ...(sourceOrganization && { 'aws:SourceOrgID': sourceOrganization }),
      },
    };
  }
  const context: Context = {
    ...(tag && { 'aws:PrincipalTag/team': tag }),
    ...(place && { 'aws:PrincipalOrgID': place.split('/')[0] ?? '', 'aws:PrincipalOrgPaths': [`${place}/`] }),
  };
  const identity = id === own ? {} : { identityPolicies: anything };
  return { principal: `arn:aws:iam::${id}:${kind}/${called}`, context, ...identity };
}
