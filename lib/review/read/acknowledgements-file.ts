import { isReason, leastReason } from '../../private/constructs/acknowledgement-reason';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { namespace, type ReviewerAcknowledgement } from '../report/acknowledgements';
import { allRules } from '../rules/all-rules';
import { ReviewInputError } from './input-error';
import { readTemplateContent } from './template-file';

const keys = ['id', 'reason', 'path', 'resource', 'template'] as const;

/**
 * Reads a reviewer's acknowledgements: a file in YAML or JSON with a list of `{ id, reason, path }`, or of `{ id, reason,
 * resource, template }`, alone or under the key `acknowledgements`.
 *
 * @throws ReviewInputError with all problems, one a line.
 */
export function readAcknowledgements(file: string): ReviewerAcknowledgement[] {
  const content = readTemplateContent(file);
  const list =
    isMapping(content) && Object.keys(content).join() === 'acknowledgements' ? content.acknowledgements : content;
  if (!Array.isArray(list)) {
    throw new ReviewInputError(
      file,
      'must be a list of acknowledgements, each with an id, a reason and a path or a resource',
    );
  }
  const problems = (list as unknown[]).flatMap((item, index) =>
    problemsOf(item).map((problem) => `acknowledgements[${index}]${problem}`),
  );
  const [first, ...others] = problems;
  if (first === undefined) return (list as ReviewerAcknowledgement[]).map((item) => ({ ...item }));
  throw new ReviewInputError(`${file}:`, [first, ...others.map((other) => `${file}: ${other}`)].join('\n'));
}

/** The problems of one item, worded to follow its path. */
function problemsOf(item: unknown): string[] {
  if (!isMapping(item)) return [': must be a mapping with an id, a reason and a path or a resource'];
  const unknown = Object.keys(item).filter((key) => !keys.some((known) => known === key));
  const wrong = keys.filter((key) => item[key] !== undefined && !isText(item[key]));
  return [
    ...unknown.map((key) => `: must not have the key '${shown(key)}'. The keys are ${keys.join(', ')}.`),
    ...wrong.map((key) => `.${key}: must be a text that is not empty`),
    ...(wrong.includes('id') ? [] : idProblems(item)),
    ...(wrong.includes('reason') ? [] : reasonProblems(item)),
    ...targetProblems(item),
  ];
}

function idProblems({ id }: Mapping): string[] {
  const known = allRules.some((rule) => id === rule.id || id === `${namespace}::${rule.id}`);
  return known ? [] : [`.id: must be the id of a finding of the review, got ${shownOrNothing(id)}`];
}

function reasonProblems({ reason }: Mapping): string[] {
  return typeof reason === 'string' && isReason(reason)
    ? []
    : [`.reason: must be a reason of at least ${leastReason} characters, got ${shownOrNothing(reason)}`];
}

function targetProblems({ path, resource, template }: Mapping): string[] {
  const targets = [path, resource].filter((one) => one !== undefined).length;
  return [
    ...(targets === 1 ? [] : [': must have either the path of a construct or the logical id of a resource']),
    ...(template !== undefined && resource === undefined ? ['.template: requires a resource'] : []),
  ];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function shownOrNothing(value: unknown): string {
  return typeof value === 'string' ? `'${shown(value)}'` : 'nothing';
}

function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
