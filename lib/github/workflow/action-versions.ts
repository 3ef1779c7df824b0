import { type Problem, type Rule, firstProblem, quote, refuseIf, validate } from '../../private/validation/validation';
import { textRule } from '../../private/validation/text';
import { YamlNote } from './yaml-value';

/** The actions that a workflow uses, each pinned to the commit of a release. */
const releases = {
  'actions/checkout': ['08c6903cd8c0fde910a37f88322edcfb5dd907a8', 'v5.0.0'],
  'aws-actions/amazon-ecr-login': ['062b18b96a7aff071d4dc91bc00c4c1a7945b076', 'v2.0.1'],
  'aws-actions/configure-aws-credentials': ['00943011d9042930efac3dcd3a170e4273319bc8', 'v5.1.0'],
  'docker/build-push-action': ['263435318d21b8e681c14492fe198d362a7d2c83', 'v6.18.0'],
  'docker/setup-buildx-action': ['e468171a9de216ec08956ac3ada2f0791b6bd435', 'v3.11.1'],
  'docker/setup-qemu-action': ['29109295f81e9208d7d86ff1c6c12d2833863392', 'v3.6.0'],
} as const;

/** The name of an action. */
export type ActionName = keyof typeof releases;

const names = Object.keys(releases);
const what = "an action's version: a commit's 40 digits, or a tag such as 'v5'";

const versionRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^[\w][\w.-]{0,99}$/.test(checked as string) ? undefined : `must be ${what}, got ${quote(checked)}`,
  );

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

/** The value of `uses` in a step: the given version, or the commit of a release with the release in a comment. */
export function usesAction(name: ActionName, versions: Readonly<Record<string, string>>): YamlNote {
  const given = versions[name];
  if (given !== undefined) return new YamlNote(`${name}@${given}`, []);
  const [commit, release] = releases[name];
  return new YamlNote(`${name}@${commit}`, [], release);
}
