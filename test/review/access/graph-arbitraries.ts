import * as fc from 'fast-check';
import { principalName } from '../../../lib/review/access/principal-name';
import {
  type GraphResource,
  type IdentityNode,
  type NamedPrincipal,
  type DeployEnvironment,
  type RepositoryNode,
  type Statement,
  type StatementCondition,
  type TemplateGraph,
  type TemplateSource,
} from '../../../lib/review/templates/template-graph';
import { unresolved } from '../../../lib/review/texts/symbolic-text';

// Small vocabularies, so that most policies are about most identities and repositories.

const [first, second] = ['111111111111', '222222222222'];
const ownAccount = unresolved('AWS::AccountId');
const otherOpen = unresolved('Set.AWS::AccountId');

/** The content that a graph may have. */
export interface Vocabulary {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly names: readonly string[];
  /** Whether policies may have conditions of the template and unreadable statements. */
  readonly isOpen: boolean;
}

export const known: Vocabulary = {
  accounts: [first],
  regions: ['us-east-1'],
  names: ['app', 'app-2', 'prod/web', 'blue'],
  isOpen: false,
};

export const anything: Vocabulary = {
  accounts: [first, first, second, ownAccount, otherOpen],
  regions: ['us-east-1', 'eu-west-1', unresolved('AWS::Region')],
  names: ['app', 'app-2', 'prod/web', 'blue', unresolved('Name'), `app-${unresolved('Stage')}`],
  isOpen: true,
};

const conditionsOfTemplates = ['IsProd', 'not IsProd', "Stage is 'dev'", "Stage is 'prod'"];

function whenOf({ isOpen }: Vocabulary): fc.Arbitrary<string[]> {
  const none = { weight: 6, arbitrary: fc.constant<string[]>([]) };
  if (!isOpen) return none.arbitrary;
  return fc.oneof(none, {
    weight: 1,
    arbitrary: fc.constantFrom(...conditionsOfTemplates).map((one) => [one]),
  });
}

const tags = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom('app', 'blue').map((Value) => ({ Tags: [{ Key: 'Team', Value }] })) },
);

function sourceOf(logicalId: string): TemplateSource {
  return { template: 'Stack', logicalId, path: '' };
}

const actions = fc.array(
  fc.constantFrom(
    'ecr:*',
    '*',
    'ecr:GetAuthorizationToken',
    'ecr:Get*',
    'ecr:Batch*',
    'ecr:BatchGetImage',
    'ecr:GetDownloadUrlForLayer',
    'ecr:ListImages',
    'ECR:batchdeleteimage',
    'ecr:?utLifecyclePolicy',
    's3:*',
  ),
  { minLength: 1, maxLength: 3 },
);

const whatActions = fc.oneof(
  { weight: 6, arbitrary: fc.record({ actions }) },
  { weight: 1, arbitrary: fc.record({ notActions: actions }) },
);

function condition({ isOpen }: Vocabulary): fc.Arbitrary<StatementCondition> {
  const ofKnown = [
    ['StringEquals', 'aws:PrincipalTag/team', ['app', 'blue']],
    ['StringNotLike', 'AWS:principaltag/Team', ['a*', '${aws:ResourceTag/team}']],
    ['StringEquals', 'aws:ResourceTag/team', ['app', '${aws:PrincipalTag/team}']],
    ['StringEqualsIfExists', 'ecr:ResourceTag/team', ['BLUE', 'blue']],
    ['StringLike', 'aws:username', ['b*', 'ci']],
    ['ArnLike', 'aws:PrincipalArn', [`arn:aws:iam::${first}:role/*`, `arn:aws:iam::*:user/bob`]],
    ['StringEquals', 'aws:PrincipalAccount', [first, second]],
    ['StringEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1']],
    ['Null', 'aws:PrincipalTag/team', ['true', 'false']],
  ] as const;
  const ofOpen = [
    ['StringEquals', 'aws:PrincipalOrgID', ['o-1', 'o-2']],
    ['StringNotEquals', 'aws:SourceVpce', ['vpce-1']],
    ['StringEquals', 'aws:PrincipalTag/team', [unresolved('Team')]],
  ] as const;
  return fc.constantFrom(...(isOpen ? [...ofKnown, ...ofOpen] : ofKnown)).chain(([operator, key, values]) =>
    fc.record({
      operator: fc.constant(operator),
      key: fc.constant(key),
      values: fc.constantFrom(...values).map((value) => [value]),
    }),
  );
}

function conditions(vocabulary: Vocabulary): fc.Arbitrary<StatementCondition[]> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant<StatementCondition[]>([]) },
    { weight: 1, arbitrary: condition(vocabulary).map((one) => [one]) },
  );
}

function statementBase(vocabulary: Vocabulary) {
  const readable = { weight: 12, arbitrary: fc.constant({}) };
  return fc
    .tuple(
      fc.record({
        effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Allow' as const, 'Deny' as const),
        conditions: conditions(vocabulary),
        source: fc.constantFrom('Policy', 'Other').map(sourceOf),
        when: whenOf(vocabulary),
      }),
      vocabulary.isOpen
        ? fc.oneof(readable, { weight: 1, arbitrary: fc.constant({ unreadable: 'it comes from a macro' }) })
        : readable.arbitrary,
    )
    .map(([base, more]) => ({ ...base, ...more }));
}

function joined(...parts: fc.Arbitrary<Partial<Statement>>[]): fc.Arbitrary<Statement> {
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Statement);
}

/** Patterns of ARNs, also with policy variables. */
export function resourcePattern({ accounts, regions, names, isOpen }: Vocabulary): fc.Arbitrary<string> {
  const variables = [
    '${aws:PrincipalTag/team}',
    "${aws:PrincipalTag/team, 'app'}",
    '${aws:username}',
    '${aws:ResourceTag/team}',
    '${aws:PrincipalAccount}',
    '${*}',
  ];
  const arn = fc
    .tuple(
      fc.constantFrom(...regions, '*', 'us-*'),
      fc.constantFrom(...accounts, '*', '${aws:PrincipalAccount}'),
      fc.constantFrom(...names, '*', 'app*', '?pp', 'prod/*', '*-2', ...variables),
    )
    .map(([region, account, name]) => `arn:aws:ecr:${region}:${account}:repository/${name}`);
  const odd = ['*', 'arn:aws:s3:::*', 'arn:aws:ecr:*:*:*'];
  // IAM completes an ARN without all fields. Simulators do not.
  const incomplete = ['arn:*', 'arn:aws:ecr', 'arn:aws:ecr:*repository/app', '*:repository/*'];
  const open = [...incomplete, unresolved('Pattern'), `${unresolved('Arn')}*`];
  return fc.oneof(
    { weight: 8, arbitrary: arn },
    { weight: 3, arbitrary: fc.constantFrom(...odd, ...(isOpen ? open : [])) },
  );
}

function identityStatement(vocabulary: Vocabulary): fc.Arbitrary<Statement> {
  const patterns = fc.array(resourcePattern(vocabulary), { minLength: 1, maxLength: 2 });
  return joined(
    statementBase(vocabulary),
    whatActions,
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ resources: patterns }) },
      { weight: 1, arbitrary: fc.record({ notResources: patterns }) },
    ),
  );
}

/** The ARNs of the identities that a graph may have. */
function arnsIn(account: string): string[] {
  return ['role/ci', 'role/team/ci', 'role/deploy', 'user/bob'].map((name) => `arn:aws:iam::${account}:${name}`);
}

function principal({ accounts, isOpen }: Vocabulary): fc.Arbitrary<NamedPrincipal> {
  const ofType = (type: string, ...values: string[]) => fc.constantFrom(...values).map((value) => ({ type, value }));
  const all = [...new Set([...accounts, second, ...(isOpen ? [unresolved('Account')] : [])])];
  const sessions = all.map((account) => `arn:aws:sts::${account}:assumed-role/ci/run-1`);
  const odd = isOpen
    ? [unresolved('Principal'), `arn:aws:iam::${first}:role/${unresolved('Role')}`, 'AROAAAAAAAAAAAAAAAAAA']
    : [];
  return fc.oneof(
    { weight: 8, arbitrary: ofType('AWS', ...all.flatMap(arnsIn), ...sessions) },
    { weight: 2, arbitrary: ofType('AWS', ...all, ...all.map((account) => `arn:aws:iam::${account}:root`)) },
    { weight: 2, arbitrary: ofType('AWS', '*', ...odd) },
    { weight: 1, arbitrary: ofType('*', '*') },
    { weight: 1, arbitrary: ofType('Service', 'lambda.amazonaws.com') },
  );
}

function repositoryStatement(vocabulary: Vocabulary): fc.Arbitrary<Statement> {
  const principals = fc.uniqueArray(principal(vocabulary), {
    minLength: 1,
    maxLength: 3,
    selector: ({ type, value }) => type + value,
  });
  const named = joined(statementBase(vocabulary), whatActions, fc.record({ principals }));
  if (!vocabulary.isOpen) return named;
  return fc.oneof(
    { weight: 12, arbitrary: named },
    {
      weight: 1,
      arbitrary: joined(statementBase(vocabulary), whatActions, fc.record({ notPrincipals: principals })),
    },
    {
      weight: 1,
      arbitrary: joined(statementBase(vocabulary), fc.constant({ unreadable: 'it comes from a macro' })),
    },
  );
}

function resourceOf(
  type: string,
  logicalId: string,
  env: DeployEnvironment,
  more: Partial<GraphResource>,
): GraphResource {
  return { type, source: sourceOf(logicalId), env, properties: {}, when: [], dependsOn: [], ...more };
}

function policyOf(vocabulary: Vocabulary): fc.Arbitrary<Statement[] | undefined> {
  return fc.option(fc.array(repositoryStatement(vocabulary), { minLength: 1, maxLength: 3 }), {
    nil: undefined,
    freq: 2,
  });
}

export function repositoryOf(vocabulary: Vocabulary): fc.Arbitrary<RepositoryNode> {
  return fc
    .record({
      account: fc.constantFrom(...vocabulary.accounts),
      region: fc.constantFrom(...vocabulary.regions),
      name: fc.constantFrom(...vocabulary.names),
      properties: tags,
      policy: policyOf(vocabulary),
      when: whenOf(vocabulary),
    })
    .map(({ account, region, name, policy, ...more }) => ({
      resource: resourceOf('AWS::ECR::Repository', `Repository${name}`, { partition: 'aws', account, region }, more),
      name,
      arn: `arn:aws:ecr:${region}:${account}:repository/${name}`,
      ...(policy && { policy }),
    }));
}

/** Some repositories. If there are many, they differ little. */
function repositoriesOf(vocabulary: Vocabulary): fc.Arbitrary<RepositoryNode[]> {
  const differing = fc.uniqueArray(repositoryOf(vocabulary), {
    minLength: 1,
    maxLength: 5,
    selector: ({ arn }) => arn,
  });
  const alike = repositoryOf(vocabulary).map((repository) =>
    ['a', 'app', 'app-2', 'b', 'blue', 'c', 'd', 'e', 'f', 'prod/g', 'prod/web'].map((name) => ({
      ...repository,
      name,
      arn: repository.arn.replace(/repository\/.*$/, `repository/${name}`),
    })),
  );
  return fc.oneof(
    { weight: 3, arbitrary: differing },
    {
      weight: 1,
      arbitrary: fc
        .tuple(alike, differing)
        .map(([many, some]) => [...new Map([...some, ...many].map((one) => [one.arn, one])).values()]),
    },
  );
}

function identityOf(vocabulary: Vocabulary): fc.Arbitrary<IdentityNode> {
  const statements = fc.array(identityStatement(vocabulary), { maxLength: 3 });
  const trust = [[], ['sts:AssumeRole'], ['sts:AssumeRole', 'sts:TagSession']].map((some) =>
    some.length === 0
      ? []
      : [{ effect: 'Allow' as const, actions: some, conditions: [], source: sourceOf('Role'), when: [] }],
  );
  const { isOpen } = vocabulary;
  const boundary: fc.Arbitrary<IdentityNode['boundary']> = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: statements },
    ...(isOpen ? [{ weight: 1, arbitrary: fc.constant('unknown' as const) }] : []),
  );
  return fc
    .record({
      account: fc.constantFrom(...vocabulary.accounts),
      which: fc.constantFrom('role/ci', 'role/team/ci', 'role/deploy', 'user/bob', ...(isOpen ? ['group/devs'] : [])),
      properties: tags,
      when: whenOf(vocabulary),
      trust: fc.constantFrom(...trust),
      policies: statements,
      unknownPolicies: fc.constantFrom<string[]>([], [], [], isOpen ? [`arn:aws:iam::${first}:policy/x`] : []),
      boundary,
      onlyIf: fc.constantFrom<string[]>([], [], [], isOpen ? ['it is assigned there'] : []),
    })
    .map(({ account, which, properties, when, trust: statements, boundary, onlyIf, ...policies }) => {
      const [kind = '', name = ''] = [which.split('/')[0], which.split('/').at(-1)];
      const env = { partition: 'aws', account, region: 'us-east-1' };
      return {
        kind: kind as IdentityNode['kind'],
        resource: resourceOf('AWS::IAM', `Identity${which}`, env, { properties, when }),
        name,
        arn: `arn:aws:iam::${account}:${which}`,
        account,
        ...policies,
        ...(kind === 'role' && { trust: statements }),
        ...(kind === 'group' && { hasMembers: false }),
        ...(boundary && { boundary }),
        ...(onlyIf.length > 0 && { onlyIf, shownAs: `set ${account} ${which}` }),
      };
    });
}

export function graphOf(vocabulary: Vocabulary): fc.Arbitrary<TemplateGraph> {
  return fc
    .record({
      repositories: repositoriesOf(vocabulary),
      identities: fc.uniqueArray(identityOf(vocabulary), { minLength: 1, maxLength: 4, selector: principalName }),
    })
    .map((parts) => ({
      ...parts,
      templates: [],
      resources: [],
      providers: [],
      publicRepositories: [],
      creationTemplates: [],
      registries: [],
      unattached: [],
      unreviewed: [],
      assumptions: [],
      outputs: [],
      hiddenParameters: [],
    }));
}
