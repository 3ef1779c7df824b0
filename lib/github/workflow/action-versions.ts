import { type Problem, type Rule, firstProblem, quote, refuseIf, validate } from '../../private/validation/validation';
import { textRule } from '../../private/validation/text';
import { YamlNote } from './yaml-value';

/**
 * The actions that a workflow uses, each pinned to the commit of a release. Read on 2026-11-30 in `action.yml` of each repository
 * on GitHub at that commit: all run on node24 and have the inputs that the steps set.
 */
const releases = {
  'actions/checkout': ['3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7.0.1'],
  'actions/upload-artifact': ['043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', 'v7.0.1'],
  'aws-actions/amazon-ecr-login': ['03f1aad4c6c7ffd436567f42f9384779290529bd', 'v2.1.7'],
  'aws-actions/amazon-ecs-deploy-task-definition': ['c465972ecbd160473f22e683363b422a5412a3de', 'v2.6.3'],
  'aws-actions/amazon-ecs-render-task-definition': ['138c24f321fdbdf7edee4a685519d253cae2cdea', 'v1.9.0'],
  'aws-actions/configure-aws-credentials': ['e6de054238d6b7531b4efff3b6587d9aade6a06c', 'v6.2.3'],
  'docker/build-push-action': ['53b7df96c91f9c12dcc8a07bcb9ccacbed38856a', 'v7.3.0'],
  'docker/login-action': ['4907a6ddec9925e35a0a9e82d7399ccc52663121', 'v4.1.0'],
  'docker/setup-buildx-action': ['37fe631027851001ddb9b187196cc803df7f5f0e', 'v4.3.0'],
  'docker/setup-qemu-action': ['96fe6ef7f33517b61c61be40b68a1882f3264fb8', 'v4.2.0'],
} as const;

/** The name of an action. */
export type ActionName = keyof typeof releases;

const names = Object.keys(releases);
const what =
  "an action's version: a commit's 40 digits, a commit with the release that it is, such as '<commit>#v5.0.0', or a tag such as 'v5'";

const release = '\\w[\\w.-]{0,99}';
const versionForm = new RegExp(`^(?:([0-9a-f]{40})#(${release})|${release})$`);

const versionRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    versionForm.test(checked as string) ? undefined : `must be ${what}, got ${quote(checked)}`,
  );

/** A version of an action as users give it. */
export function givenVersion(ref: string, comment = ''): string | undefined {
  const text = comment === '' || !/^[0-9a-f]{40}$/.test(ref) ? ref : `${ref}#${comment}`;
  return [text, ref].find((each) => versionForm.test(each));
}

/** Refuses versions of actions that no workflow uses, and values that are not a version. */
export function validateActionVersions(versions: Readonly<Record<string, string>>): void {
  for (const [name, version] of Object.entries(versions)) {
    refuseIf('actionVersions', unknownProblem(name));
    validate(`actionVersions['${name}']`, version, versionRule);
  }
}

function unknownProblem(name: string): Problem {
  return names.includes(name)
    ? undefined
    : `must name actions that the workflow uses, got ${quote(name)}. It uses ${names.join(', ')}.`;
}

/** The value of `uses` in a step: the given version, or the commit of a release. A commit has its release in a comment. */
export function usesAction(name: ActionName, versions: Readonly<Record<string, string>>): YamlNote {
  const given = versions[name];
  const [commit, comment] = given === undefined ? releases[name] : given.split('#');
  return new YamlNote(`${name}@${commit}`, [], comment);
}
