import { pageOfRule, type RuleFamily, ruleFamilies } from '../lib/review/rules/rule-families';
import { type ReviewRule } from '../lib/review/rules/review-rule';
import { code, markdownTable } from './docs/markdown-table';

/** The index of the rules of the review, from their table. `npm run review-rules` writes it. */
export function renderReviewRules(): string {
  return [introduction, ...ruleFamilies.map(section), howToAdd].join('\n\n');
}

const introduction = `# What the review looks for

A finding has an id, a severity, the resource by its logical id and construct path, what can happen, and how to fix it.
An **error** opens something, or breaks at deploy or in every run. A **warning** can cause harm later. A **note** is good to
know. If a template leaves a value to the deploy, a rule reports nothing, or less: an open value is taken neither for wrong nor
for safe.

What a rule cannot read is no finding: the report lists it as not reviewed.

A rule about access asks the same evaluator as the tables of the report. It counts what a policy denies, permissions
boundaries, all conditions and chains of roles. So \`Principal: '*'\` is no error if a \`Deny\` limits it to your organization, and
a pull request that becomes a role that pushes by assuming another role first is one.

If a template does not say to which account it is deployed, a principal whose account is written out counts as another
account. All rules report it with their own severity, and their message adds "unless this template is deployed to that
account". A principal such as \`\${AWS::AccountId}\` is the template's own account.

Each rule has resources with which it finds something, what it says of them, and resources that it lets pass. All are for the
account 123456789012.`;

const howToAdd = `## A new rule

A rule is one file in \`lib/review/rules/FAMILY\`, and a line in \`FAMILY-rules.ts\` there. Its section is in
\`docs/review-rules/FAMILY.md\`, at the same position as its line. The section has the id as its heading, the severity and the
title, a \`# wrong\` example, the message and the fix as a quote, and a \`# right\` example. \`npm run review-rules\` writes this
page. Tests run the examples and compare the quotes.`;

function section({ title, name, rules }: RuleFamily): string {
  const rows = rules.map((rule) => [linkTo(rule), escaped(rule.title), rule.severity]);
  return `## [${title}](review-rules/${name}.md)\n\n${markdownTable(['rule', 'finds', 'severity'], rows)}`;
}

function linkTo({ id }: ReviewRule): string {
  return `[${code(id)}](${pageOfRule(id)})`;
}

/** Text of which Markdown reads nothing as its own. */
function escaped(text: string): string {
  return text.replace(/[*_]/g, '\\$&');
}
