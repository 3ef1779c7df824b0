import { type AccessRow } from '../../lib/review/access/access-row';
import { reviewTemplates } from '../../lib/review/review-templates';
import { type ReviewReport } from '../../lib/review/report/review-report';

export const account = '123456789012';
export const env = { partition: 'aws', account, region: 'eu-west-1' };

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly [attribute: string]: unknown;
}

/** The review of one template with these resources. */
export function reviewOf(resources: Readonly<Record<string, TemplateResource>>, more: object = {}): ReviewReport {
  return reviewTemplates([{ name: 'app', file: 'app.json', body: { Resources: resources, ...more }, env }]);
}

/** Rows of access, one a line. */
export function linesOf({ access }: Pick<ReviewReport, 'access'>): string[] {
  return access.map(lineOf);
}

/** Rows about the repositories of the templates and about roles. */
export function ownLinesOf({ access }: Pick<ReviewReport, 'access'>): string[] {
  return access.filter(({ outside }) => outside !== true).map(lineOf);
}

export function lineOf({ principal, via, repository, operation, decision, conditions }: AccessRow): string {
  const as = via === '' ? '' : ` as ${via.replaceAll(`arn:aws:iam::${account}:role/`, '')}`;
  const who = principal.replace(`arn:aws:iam::${account}:`, '');
  const what = repository.replace(`arn:aws:iam::${account}:`, '');
  const when = conditions.length === 0 ? '' : ` if ${conditions.join(' and ')}`;
  return `${who}${as} ${operation} ${what}: ${decision}${when}`;
}

/** A repository with a policy of these statements. */
export function repository(name: string, ...statements: object[]): TemplateResource {
  return {
    Type: 'AWS::ECR::Repository',
    Properties: {
      RepositoryName: name,
      ...(statements.length > 0 && { RepositoryPolicyText: document(statements) }),
    },
  };
}

/** A role with these statements as its trust policy, and with inline statements. */
export function role(name: string, trust: object[], ...statements: object[]): TemplateResource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      AssumeRolePolicyDocument: document(trust),
      ...(statements.length > 0 && { Policies: [{ PolicyName: 'own', PolicyDocument: document(statements) }] }),
    },
  };
}

export function document(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

export const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
export const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
  'ecr:CompleteLayerUpload',
  'ecr:PutImage',
];
export const login = { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };

export function allow(actions: string | readonly string[], principal: unknown, condition?: object): object {
  return { Effect: 'Allow', Principal: principal, Action: actions, ...(condition && { Condition: condition }) };
}

export function allowOn(actions: string | readonly string[], name: string): object {
  return { Effect: 'Allow', Action: actions, Resource: `arn:aws:ecr:eu-west-1:${account}:repository/${name}` };
}

export const byService = (service: string) => [allow('sts:AssumeRole', { Service: service })];
