import { isReason, leastReason } from '../../private/constructs/acknowledgement-reason';
import { repositoryNameRule } from '../../private/oci/repository-name';
import { projectNameRule } from '../../private/aws/project-name';
import { roleNameRule } from '../../private/aws/role-name';
import { sessionNameRule } from '../../private/aws/session-name';
import { looksLikeSecret } from '../../private/validation/secret';
import { textRule } from '../../private/validation/text';
import { type Rule, firstProblem, quote } from '../../private/validation/validation';
import { allRules, namespace } from '../../review/index';
import { identitiesNameRule } from './identities';
import { addProblem, evenIfInvalid, mapping, text, uniqueList } from './fields';
import { nagPackNames } from '../nag-packs';

/** A warning of this library, or a finding of its review. */
function isOurs(id: string): boolean {
  return /^cdk-ecr-publishing:[A-Za-z]+$/.test(id) || allRules.some((rule) => id === `${namespace}::${rule.id}`);
}

/** A cdk-nag rule, whose id starts with the name of its pack, a checkov rule, or a warning of ours. */
const findingRule: Rule = (value) =>
  firstProblem(value, textRule('the id of a finding'), (checked) => {
    const id = checked as string;
    if (/^CKV\d?_AWS_\d+$/.test(id) || nagPackNames.some((pack) => id.startsWith(`${pack}-`)) || isOurs(id))
      return undefined;
    return `must be the id of a finding of cdk-nag, checkov or the review, got ${quote(id)}. Examples are 'AwsSolutions-ECR1' and 'CKV_AWS_136'.`;
  });

/** A reason that an auditor can assess. */
const reasonRule: Rule = (value) =>
  firstProblem(
    value,
    textRule('a reason'),
    (checked) =>
      isReason(checked as string)
        ? undefined
        : `must be a reason for an auditor, got ${quote(checked)}. Write at least ${leastReason} characters.`,
    (checked) =>
      looksLikeSecret(checked as string)
        ? 'must not have a secret, got a text that looks like one. Anyone who can read the template can read it.'
        : undefined,
  );

/** A known finding that is accepted. */
export const acknowledgement = mapping(
  {
    id: text(findingRule, { description: 'The id of the finding.', examples: ['CKV_AWS_136'] }),
    reason: text(reasonRule, {
      description: 'Why the finding is accepted, for an auditor.',
      examples: ['The images contain no secrets.'],
    }),
    repositories: uniqueList(
      text(repositoryNameRule, {
        description: 'The name of a repository of this file.',
        examples: ['jwt-pizza-service'],
      }),
      'The repositories that it applies to. Without names of any kind, it applies to the whole file.',
    ).optional(),
    publishers: uniqueList(
      text(roleNameRule, { description: 'The name of a publisher of this file.', examples: ['github-ci'] }),
      'The publishers that it applies to. A checkov finding cannot name them.',
    ).optional(),
    builds: uniqueList(
      text(projectNameRule, { description: 'The name of a build of this file.', examples: ['jwt-pizza-service'] }),
      'The builds that it applies to. A checkov finding cannot name them.',
    ).optional(),
    contributors: uniqueList(
      text(sessionNameRule, { description: 'The name of a contributor of this file.', examples: ['alice'] }),
      'The contributors that it applies to, with their promotions. A checkov finding cannot name them.',
    ).optional(),
    identities: uniqueList(
      text(identitiesNameRule, { description: 'The name of an entry of identities.', examples: ['developers'] }),
      'The entries of identities that it applies to. A checkov finding cannot name them.',
    ).optional(),
  },
  'A known finding that is accepted.',
).superRefine(({ id, publishers, builds, contributors, identities }, context) => {
  if (!/^CKV\d?_/.test(id)) return; // an invalid id may not be a string
  const [wrong] = Object.entries({ publishers, builds, contributors, identities }).find(([, names]) => names) ?? [];
  addProblem(context, wrong && `must name only repositories for a checkov finding, got ${wrong}. Remove ${wrong}.`);
}, evenIfInvalid);
