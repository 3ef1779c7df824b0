import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { allRules } from '../../../lib/review/rules/all-rules';
import { type Finding } from '../../../lib/review/rules/finding';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type TemplateGraph } from '../../../lib/review/templates/template-graph';

/** The resources of a template. */
export type Resources = Readonly<Record<string, unknown>>;

/** Templates in which a rule finds something, and look-alikes in which it does not. */
export interface RuleCases {
  readonly wrong: readonly Resources[];
  /** Templates that are wrong only because of the account or Region to which they are deployed. */
  readonly wrongByPlace?: readonly Resources[];
  readonly right: readonly Resources[];
}

export function graphOf(resources: Resources, env: LoadedTemplate['env'] = home): TemplateGraph {
  const body = isTemplate(resources) ? resources : { Resources: resources };
  return buildGraph([{ name: 'Stack', file: 'Stack.template.json', body, env }]);
}

/** Whether a case is a whole template, with parameters or outputs. */
export function isTemplate(
  resources: Resources,
): resources is { readonly Resources: Resources; readonly Outputs?: Resources } {
  return 'Resources' in resources;
}

/** The partition, account and Region of the templates of the cases. */
export const home = { partition: 'aws', account: '123456789012', region: 'us-east-1' };

/** The findings of one rule. */
export function findingsOf(id: string, graph: TemplateGraph): Finding[] {
  const rule = allRules.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule.find(graph);
}

type Properties = Readonly<Record<string, unknown>>;

export const gitHubHost = 'token.actions.githubusercontent.com';

export function provider(properties: Properties): Resources {
  return { Provider: { Type: 'AWS::IAM::OIDCProvider', Properties: properties } };
}

/** A role whose trust has some statements. */
export function role(statements: readonly unknown[], properties: Properties = {}): Resources {
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'ci', AssumeRolePolicyDocument: { Statement: statements }, ...properties },
    },
  };
}

/** A role for tokens of an issuer. */
export function webRole(issuer: string, conditions: Properties, properties: Properties = {}): Resources {
  return role([webStatement(issuer, conditions)], properties);
}

export function webStatement(issuer: string, conditions: Properties): Properties {
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: conditions,
  };
}

/** A role for GitHub with the audience, and subjects by an operator. */
export function gitHubRole(operator: string, subject: string | readonly string[], further: Properties = {}): Resources {
  return webRole(gitHubHost, gitHubConditions(operator, subject), further);
}

export function gitHubConditions(
  operator: string,
  subject: string | readonly string[],
  claims: Properties = {},
): Properties {
  const aud = { [`${gitHubHost}:aud`]: 'sts.amazonaws.com', ...claims };
  const sub = { [`${gitHubHost}:sub`]: subject };
  return operator === 'StringEquals' ? { StringEquals: { ...aud, ...sub } } : { StringEquals: aud, [operator]: sub };
}

export const uploads = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
export const appArn = 'arn:aws:ecr:us-east-1:123456789012:repository/app';

/** An inline policy of a role. */
export function inline(...statements: readonly unknown[]): Properties {
  return { Policies: [{ PolicyName: 'images', PolicyDocument: { Statement: statements } }] };
}

export const pushes = inline({ Effect: 'Allow', Action: [...uploads, 'ecr:BatchGetImage'], Resource: appArn });

/** A role of EC2 instances with these statements. */
export function identity(...statements: readonly unknown[]): Resources {
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  return role([trust], inline(...statements));
}

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[],
  further: Properties = {},
): Properties {
  return { Effect: 'Allow', Action: action, Resource: resource, ...further };
}

export function repository(properties: Properties): Resources {
  return { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app', ...properties } } };
}

export const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** A repository whose policy allows a principal to pull. */
export function policy(principal: unknown, further: Properties = {}): Resources {
  return statements({ Sid: 'Pull', Effect: 'Allow', Principal: principal, Action: pull, ...further });
}

export function statements(...list: readonly unknown[]): Resources {
  return repository({ RepositoryPolicyText: { Version: '2012-10-17', Statement: list } });
}

export function registryPolicy(statement: Properties): Resources {
  return {
    Registry: {
      Type: 'AWS::ECR::RegistryPolicy',
      Properties: { PolicyText: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] } },
    },
  };
}

/** A repository with a lifecycle policy. */
export function lifecycle(...rules: readonly unknown[]): Resources {
  return lifecycleText(JSON.stringify({ rules }));
}

export function lifecycleText(text: unknown): Resources {
  return repository({ LifecyclePolicy: { LifecyclePolicyText: text } });
}

/** One rule that expires images beyond the newest hundred. */
export function keeps(priority: unknown, selection: Properties, further: Properties = {}): Properties {
  return {
    rulePriority: priority,
    selection: { countType: 'imageCountMoreThan', countNumber: 100, ...selection },
    action: { type: 'expire' },
    ...further,
  };
}

export const pushOnMain = [
  [
    { Type: 'EVENT', Pattern: 'PUSH' },
    { Type: 'HEAD_REF', Pattern: '^refs/heads/main$' },
  ],
];
export const onPullRequests = [[{ Type: 'EVENT', Pattern: 'PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED' }]];

/** A CodeBuild project. */
export function project(properties: Properties = {}, source: Properties = {}): Resources {
  return {
    Project: {
      Type: 'AWS::CodeBuild::Project',
      Properties: {
        Name: 'build',
        ServiceRole: 'arn:aws:iam::123456789012:role/ci',
        Source: { Type: 'GITHUB', Location: 'https://github.com/acme/app.git', ...source },
        ...properties,
      },
    },
  };
}

/** A project that runs commands. */
export function commands(...lines: readonly string[]): Resources {
  const list = lines.map((line) => `      - ${line}\n`).join('');
  return project({}, { BuildSpec: `version: 0.2\nphases:\n  build:\n    commands:\n${list}` });
}

export function environment(properties: Properties): Resources {
  return project({ Environment: { Type: 'LINUX_CONTAINER', Image: 'aws/codebuild/standard:7.0', ...properties } });
}

export function variable(name: string, value: string, type?: string): Resources {
  return environment({
    EnvironmentVariables: [{ Name: name, Value: value, ...(type === undefined ? {} : { Type: type }) }],
  });
}

export function triggers(filterGroups: unknown, further: Properties = {}): Properties {
  return { Triggers: { Webhook: true, FilterGroups: filterGroups, ...further } };
}

/** A role for CodeBuild that may do something. */
export function buildRole(...list: readonly unknown[]): Resources {
  const trust = { Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' };
  return role([trust], inline(...list));
}
