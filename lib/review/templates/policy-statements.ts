import { type Statement, type TemplateSource } from './template-graph';
import { literal } from '../texts/symbolic-text';
import { type Assumption } from './assumptions';
import { branchesOf } from './branches';
import { calledFunction } from './intrinsic-functions';
import { readStatement, unreadableStatement } from './statement';
import { type RawResource } from './template';
import { type TemplateReader, whenTexts } from './template-reader';
import { parseJsonText } from './template-reading';
import { entriesOf, field, isList, type Value } from './value';

/** If the conditions of one statement have more cases than this, its cases are not read one by one. */
const mostVariants = 64;

/** The resource of a policy, and the assumptions under which it exists. */
export interface StatementOrigin {
  readonly reader: TemplateReader;
  readonly source: TemplateSource;
  readonly assumptions: readonly Assumption[];
}

/** The statements of a policy document, which may be a mapping or JSON in a text. */
export function readPolicy(document: unknown, { reader, source, assumptions }: StatementOrigin): Statement[] {
  return branchesOf(document, reader, assumptions).flatMap((branch) => {
    const origin = { reader, source, assumptions: branch.assumptions };
    if (!isPlainMapping(branch.raw)) return computedStatements(branch.raw, origin);
    return [
      ...statementsIn(field(branch.raw, 'Statement'), origin),
      ...unknownElements(branch.raw, source, whenTexts(branch.assumptions)),
    ];
  });
}

/** The elements of a policy document. */
const elements: readonly string[] = ['Version', 'Id', 'Statement'];

/** Other elements of a document, such as `statement`. The service may read statements in them. */
function unknownElements(document: unknown, source: TemplateSource, when: readonly string[]): Statement[] {
  const [unknown] = entriesOf(document).filter(([name]) => !elements.includes(name));
  return unknown === undefined
    ? []
    : [
        unreadableStatement(
          source,
          when,
          `its policy has an element '${literal(unknown[0])}', which the review does not know`,
        ),
      ];
}

/** The statements that a macro may add to a resource. There are none if the review knows everything that changes it. */
export function addedAtDeploy({ changedBy, source }: RawResource, when: readonly string[]): Statement[] {
  return changedBy === undefined ? [] : [unreadableStatement(source, when, changedBy)];
}

function statementsIn(raw: unknown, origin: StatementOrigin): Statement[] {
  return branchesOf(raw, origin.reader, origin.assumptions).flatMap((branch) => {
    return statementVariants(branch.raw, { ...origin, assumptions: branch.assumptions });
  });
}

/** One statement for each case of the conditions in it. */
function statementVariants(raw: unknown, { reader, source, assumptions }: StatementOrigin): Statement[] {
  const variants = reader.variants(assumptions, mostVariants, (reading) => reading.resolve(raw));
  if (variants) {
    return variants.flatMap(({ value, assumptions: list }) => {
      return value === undefined ? [] : listed(value).map((one) => readStatement(one, source, whenTexts(list)));
    });
  }
  const value = reader.flatReading(assumptions).resolve(raw);
  const statement = readStatement(value, source, whenTexts(assumptions));
  return [{ ...statement, unreadable: `its conditions have more than ${mostVariants} cases` }];
}

/** Reads a document that is the result of a function, or a text. */
function computedStatements(raw: unknown, { reader, source, assumptions }: StatementOrigin): Statement[] {
  const variants = reader.variants(assumptions, mostVariants, (reading) => reading.resolve(raw)) ?? [
    { value: reader.flatReading(assumptions).resolve(raw), assumptions },
  ];
  return variants.flatMap(({ value, assumptions: list }) => {
    const when = whenTexts(list);
    if (value === undefined) return [];
    const document = typeof value === 'string' ? parseJsonText(value) : value;
    if (!isPlainMapping(document)) return [unreadableStatement(source, when, 'the policy is known only at deploy')];
    return [
      ...listed(field(document, 'Statement')).map((one) => readStatement(one, source, when)),
      ...unknownElements(document, source, when),
    ];
  });
}

function isPlainMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isList(value) && calledFunction(value) === undefined;
}

function listed(value: unknown): Value[] {
  return (isList(value) ? value : value === undefined ? [] : [value]) as Value[];
}
