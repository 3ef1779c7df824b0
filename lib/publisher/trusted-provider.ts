import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import { CfnOIDCProvider, type IOIDCProviderRef } from 'aws-cdk-lib/aws-iam';
import { type IConstruct } from 'constructs';
import { foreignArnProblem } from '../private/aws/partition';
import { type Problem, refuseIf } from '../private/validation/validation';
import { type IOidcProvider } from './i-oidc-provider';
import { type OidcIssuer } from './oidc-issuer';

/** A provider as a role trusts it: its ARN, and what tokens must have. */
export type TrustedProvider = Pick<IOidcProvider, 'providerArn' | 'issuer' | 'audiences'>;

/**
 * Reads a provider that a role is given. A trust policy names the issuer in its keys, and CloudFormation cannot fill in keys at
 * deploy time. So the issuer of a provider of the CDK is read from its resource or its ARN.
 *
 * @param expected the issuer of the role's subjects, which is used if the provider shows none.
 */
export function trustedProvider(
  provider: IOIDCProviderRef,
  expected: OidcIssuer | undefined,
  stack: Stack,
): TrustedProvider {
  const trusted = isOurs(provider) ? provider : ofCdk(provider, expected);
  refuseIf(
    'provider',
    foreignArnProblem(trusted.providerArn, stack) ??
      otherAccountProblem(provider, trusted.providerArn, stack) ??
      noAudienceProblem(trusted),
  );
  return trusted;
}

/** Checks the members, because the provider may be of a class of the app. */
function isOurs(provider: IConstruct): provider is IOidcProvider {
  return 'providerArn' in provider && 'issuer' in provider && 'audiences' in provider;
}

function ofCdk(provider: IOIDCProviderRef, expected: OidcIssuer | undefined): TrustedProvider {
  const { oidcProviderArn } = provider.oidcProviderRef;
  const facts = resourceFacts(provider);
  const issuer = issuerIn(oidcProviderArn) ?? facts.issuer ?? expected?.issuer;
  refuseIf('provider', issuer === undefined ? unknownIssuer(provider) : undefined);
  const usual = expected?.defaultAudience ?? 'sts.amazonaws.com';
  const audiences = facts.clientIds ?? [usual];
  const first = !Token.isUnresolved(audiences) && audiences.includes(usual) ? [usual] : [];
  return { providerArn: oidcProviderArn, issuer: issuer ?? '', audiences: first.length > 0 ? first : audiences };
}

/** The issuer is the last part of an ARN, also if the account before it is a token. */
function issuerIn(arn: string): string | undefined {
  const issuer = /:oidc-provider\/([^$]+)$/.exec(arn)?.[1];
  return issuer === undefined || Token.isUnresolved(issuer) ? undefined : issuer;
}

interface ResourceFacts {
  readonly issuer?: string;
  /** The audiences. Undefined if the app has no resource of the provider. */
  readonly clientIds?: string[];
}

/** The properties of the resource, which is native or the custom one of `iam.OpenIdConnectProvider`. */
function resourceFacts(provider: IConstruct): ResourceFacts {
  const resource = provider.node.findAll().find(isProviderResource);
  if (resource === undefined) return {};
  return { issuer: issuerOfResource(resource), clientIds: providerProperties(resource).clientIds ?? [] };
}

/** The native resource, and the custom one of `iam.OpenIdConnectProvider`. */
export const providerTypes: readonly string[] = [
  CfnOIDCProvider.CFN_RESOURCE_TYPE_NAME,
  'Custom::AWSCDKOpenIdConnectProvider',
];

/** Whether a resource is an OIDC provider of the account. */
function isProviderResource(construct: IConstruct): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && providerTypes.includes(construct.cfnResourceType);
}

/** The custom resource of `iam.OpenIdConnectProvider`. The CDK protects the properties of a resource that it has no class for. */
interface CustomProvider {
  readonly cfnProperties: { readonly Url?: string; readonly ClientIDList?: string[] };
}

/** The issuer of the resource of a provider. Undefined for a token. */
export function issuerOfResource(resource: CfnResource): string | undefined {
  const { url } = providerProperties(resource);
  return url === undefined || Token.isUnresolved(url) ? undefined : url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

/** The address and the audiences of the resource of a provider. */
function providerProperties(resource: CfnResource): { readonly url?: string; readonly clientIds?: string[] } {
  if (resource instanceof CfnOIDCProvider) return { url: resource.url, clientIds: resource.clientIdList };
  const { Url, ClientIDList } = (resource as unknown as CustomProvider).cfnProperties;
  return { url: Url, clientIds: ClientIDList };
}

function unknownIssuer({ node }: IConstruct): string {
  return (
    `must show its issuer at synth, got '${node.path}', whose ARN and URL are tokens. Import it with ` +
    `GitHubOidcProvider.fromAccount() or OidcProvider.fromAccount().`
  );
}

/** STS accepts only the providers of the role's account. */
function otherAccountProblem(provider: IConstruct, arn: string, { account: ours }: Stack): Problem {
  const inArn = /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1];
  const theirs = inArn ?? Stack.of(provider).account;
  if (theirs === ours || Token.isUnresolved(theirs) || Token.isUnresolved(ours)) return undefined;
  return (
    `must be of the role's account ${ours}, got '${provider.node.path}' of account ${theirs}. Omit it, or use ` +
    `fromAccount() in this stack.`
  );
}

/** A provider without audiences refuses every token. A class of the app may list none by mistake. */
function noAudienceProblem({ audiences }: TrustedProvider): Problem {
  return Token.isUnresolved(audiences) || audiences.length > 0
    ? undefined
    : 'must list an audience, got none. Without one, the role would accept a token for any other service.';
}
