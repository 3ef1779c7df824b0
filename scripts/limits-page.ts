import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { markdownTable } from './docs/markdown-table';

const file = join(__dirname, '../lib/private/aws/limits.ts');

const services: Readonly<Record<string, string>> = {
  ecr: 'Amazon ECR',
  iam: 'IAM',
  sts: 'AWS STS',
  kms: 'AWS KMS',
  codeBuild: 'CodeBuild',
  resourceTags: 'Resource tags',
  events: 'EventBridge',
  stepFunctions: 'Step Functions',
  cloudFormation: 'CloudFormation',
};

/** The page of the docs about the limits of AWS, from their table. `npm run limits` writes it. */
export function renderLimits(): string {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const rows = groupsIn(source).flatMap((group) => {
    const [name, page] = [services[group.name.getText()] ?? group.name.getText(), pageOf(group)];
    return membersOf(group).map((limit) => [
      `[${name}](${page})`,
      commentOf(limit),
      valueOf(limit.initializer).toLocaleString('en'),
    ]);
  });
  return `${introduction}\n\n${markdownTable(['service', 'what', 'limit'], rows)}`;
}

const introduction = `# Limits

These limits of AWS are checked at synth, and so by \`ecr-publishing check\`. The name of a service links to AWS's page. Sizes of
policies are counted without white space. A value that is known at deployment only is not counted.

If a limit is exceeded, the message names the resource, the amount and what to choose. If a stack has too many resources or too
large a template, set \`shards\` in [the config file](guides/config-file.md#stacks). In your own stack, CDK itself warns before a
template reaches 1 MB.

A build adds about 7 KB and 5 resources to a template, and all builds of a stack share their scripts, which have 10 KB. So 99
builds fit in a stack.`;

function groupsIn(source: ts.SourceFile): ts.PropertyAssignment[] {
  const [table] = source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) ? statement.declarationList.declarations : [],
  );
  const value = table?.initializer;
  const literal = value && ts.isAsExpression(value) ? value.expression : value;
  return literal && ts.isObjectLiteralExpression(literal) ? literal.properties.filter(ts.isPropertyAssignment) : [];
}

function membersOf({ initializer }: ts.PropertyAssignment): ts.PropertyAssignment[] {
  return ts.isObjectLiteralExpression(initializer) ? initializer.properties.filter(ts.isPropertyAssignment) : [];
}

function commentOf(property: ts.PropertyAssignment): string {
  const [first] = ts.getJSDocCommentsAndTags(property);
  return (typeof first?.comment === 'string' ? first.comment : '').replace(/\.$/, '');
}

/** The address after `@see`. */
function pageOf(group: ts.PropertyAssignment): string {
  return /@see (\S+)/.exec(group.getFullText())?.[1] ?? '';
}

function valueOf(expression: ts.Expression): number {
  if (ts.isBinaryExpression(expression)) return valueOf(expression.left) * valueOf(expression.right);
  return Number(expression.getText().replaceAll('_', ''));
}
