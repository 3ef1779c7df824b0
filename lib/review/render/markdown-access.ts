import { type AccessAlternative, oneOfThese, withCommon } from './access-alternatives';
import { type AccessEntry } from './access-entries';
import { type MarkdownLine } from './markdown-fit';
import { markdownCellCode } from './markdown-text';
import { firstOf, repositoryName } from './name-list';
import { sourceNames } from './source-text';

/** The head of a Markdown table: operations, principals, conditions, and the resources that grant the access. */
export const accessHead = '| can | who | if | by |\n| --- | --- | --- | --- |';
export const accessWithRepositoryHead = '| repository | can | who | if | by |\n| --- | --- | --- | --- | --- |';

/** The most items of each kind in a cell. */
const most = { names: 20, principals: 30, alternatives: 10, sources: 3 };

export function accessLine(entry: AccessEntry): MarkdownLine {
  return { text: `| ${cells(entry).join(' | ')} |`, counts: 1 };
}

export function accessWithRepositoryLine(names: readonly string[], entry: AccessEntry): MarkdownLine {
  const repositories = firstOf(
    names.map((name) => markdownCellCode(repositoryName(name))),
    most.names,
  ).join('<br>');
  return { text: `| ${[repositories, ...cells(entry)].join(' | ')} |`, counts: 1 };
}

function cells({ who, role, operations, alternatives, sources }: AccessEntry): string[] {
  const principals = who.map(({ principal, through }) => {
    const name = principal === '*' ? `anyone (${markdownCellCode(principal)})` : markdownCellCode(principal);
    return through === '' ? name : `${name} through ${markdownCellCode(through)}`;
  });
  const as = role === '' ? '' : `${who.length === 1 ? ' as' : '<br>each as'} ${markdownCellCode(role)}`;
  const { common, alternatives: own } = withCommon(alternatives);
  const shared = common.length === 0 ? [] : [common.map(markdownCellCode).join('<br>and '), oneOfThese];
  const either = firstOf(own.map(alternativeText), most.alternatives, 'conditions').join('<br>or ');
  const reasons = [...shared, either].join('<br>');
  const by = firstOf(sourceNames(sources).map(markdownCellCode), most.sources).join('<br>');
  return [operations.join(', '), firstOf(principals, most.principals, 'principals').join('<br>') + as, reasons, by];
}

function alternativeText({ decision, conditions }: AccessAlternative): string {
  const texts = conditions.map(markdownCellCode);
  return decision === 'unknown'
    ? ['unknown until deployment', ...texts].join('<br>')
    : texts.join('<br>and ') || 'always';
}
