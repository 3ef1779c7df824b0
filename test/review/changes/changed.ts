import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { destructiveChanges } from '../../../lib/review/changes/all-changes';
import { graphOf } from '../../../lib/review/review-templates';
import { type ReviewedChange } from '../../../lib/review/report/review-report';
import { env, type TemplateResource } from '../reviewed';

export type Resources = Readonly<Record<string, TemplateResource>>;

/** A template that is a stack of an assembly. */
export function stack(name: string, Resources: Resources, more: Partial<LoadedTemplate> = {}): LoadedTemplate {
  return { name, file: `${name}.json`, body: { Resources }, env, identity: name, isStack: true, ...more };
}

/** Returns everything that a change of one stack destroys or weakens. */
export function changesOf(before: Resources, after: Resources): ReviewedChange[] {
  return changesOfAll([stack('app', before)], [stack('app', after)]);
}

export function changesOfAll(before: readonly LoadedTemplate[], after: readonly LoadedTemplate[]): ReviewedChange[] {
  return allOf(before, after).map(({ kind, what, why, fix, source }) => ({ kind, what, why, fix, source }));
}

/** The sentences of the changes that lose images. */
export function lostImages(before: Resources, after: Resources): string[] {
  const changes = allOf([stack('app', before)], [stack('app', after)]);
  return changes.filter(({ losesImages }) => losesImages).map(({ what }) => what);
}

function allOf(before: readonly LoadedTemplate[], after: readonly LoadedTemplate[]): ReviewedChange[] {
  return destructiveChanges(graphOf(before), graphOf(after));
}

/** The kinds and sentences of changes, without their reasons. */
export function linesOf(changes: readonly ReviewedChange[]): string[] {
  return changes.map(({ kind, what }) => `${kind}: ${what}`);
}

/** A resource of a type with its properties, and attributes such as `DeletionPolicy`. */
export function resource(Type: string, Properties: object, attributes: object = {}): TemplateResource {
  return { Type, ...attributes, Properties };
}

export function image(Properties: object, attributes: object = {}): TemplateResource {
  return resource('AWS::ECR::Repository', Properties, attributes);
}

export const retain = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
export const kms = { EncryptionConfiguration: { EncryptionType: 'KMS' } };

/** A lifecycle policy of rules that expire images. */
export function lifecycle(...selections: readonly object[]): object {
  const rules = selections.map((selection, index) => ({
    rulePriority: index + 1,
    selection,
    action: { type: 'expire' },
  }));
  return { LifecyclePolicy: { LifecyclePolicyText: JSON.stringify({ rules }) } };
}

export const newest = (countNumber: number, ...tagPatternList: string[]): object => ({
  ...(tagPatternList.length === 0 ? { tagStatus: 'any' } : { tagStatus: 'tagged', tagPatternList }),
  countType: 'imageCountMoreThan',
  countNumber,
});

export const days = (countNumber: number, selection: object = { tagStatus: 'any' }): object => ({
  ...selection,
  countType: 'sinceImagePushed',
  countUnit: 'days',
  countNumber,
});
