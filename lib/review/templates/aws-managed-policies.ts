import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Statement, type TemplateSource } from './template-graph';
import { parseArn } from '../texts/arn';
import { readStatement } from './statement';
import { field, isList, type Value } from './value';

/** The statements of AWS's policies by their paths and names, such as "service-role/AWSLambdaBasicExecutionRole". */
type Table = Readonly<Record<string, readonly Value[]>>;

let loadedTable: Table | undefined;
let pathsByName: ReadonlyMap<string, string> | undefined;

/**
 * The statements of a policy of AWS about ECR, or about ways to get access to ECR. Returns `undefined` if AWS has no
 * such policy. The resources of the statements are in the partition of the ARN.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export function awsManagedPolicy(arn: string, source: TemplateSource): Statement[] | undefined {
  const { partition = '', service, region, account, resource = '' } = parseArn(arn) ?? {};
  if (service !== 'iam' || region !== '' || account !== 'aws' || !resource.startsWith('policy/')) return undefined;
  const statements = field(table(), resource.slice('policy/'.length));
  if (!isList(statements)) return undefined;
  return statements.map((statement) => readStatement(inPartition(statement as Value, partition), source, []));
}

/** The path and name of AWS's policy with a name, as in its ARN. Returns `undefined` if AWS has no such policy. */
export function awsManagedPolicyPath(name: string): string | undefined {
  pathsByName ??= new Map(Object.keys(table()).map((path) => [path.slice(path.lastIndexOf('/') + 1), path]));
  return pathsByName.get(name);
}

/** The table that scripts/aws-managed-policies.ts writes. It is read only if a template attaches a policy of AWS. */
function table(): Table {
  loadedTable ??= (
    JSON.parse(readFileSync(join(__dirname, 'aws-managed-policies.json'), 'utf8')) as { readonly policies: Table }
  ).policies;
  return loadedTable;
}

function inPartition(value: Value, partition: string): Value {
  if (typeof value === 'string') return value.replace(/^arn:aws:/, () => `arn:${partition}:`);
  if (isList(value)) return value.map((item) => inPartition(item, partition));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inPartition(item, partition)]));
}
