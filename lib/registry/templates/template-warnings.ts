import { Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { rootPrefix } from '../../private/oci/registry-prefix';
import { quote } from '../../private/validation/validation';
import { type CreationReason, type CreationTemplate } from './creation-template';

/** Warns of a template that is below another one, since the repositories there have nothing from the shorter prefix. */
export function warnOfOuterTemplate(
  settings: IConstruct,
  templates: readonly CreationTemplate[],
  { prefix }: CreationTemplate,
): void {
  const outer = templates.find(
    (one) => one.prefix !== prefix && one.prefix !== rootPrefix && prefix.startsWith(`${one.prefix}/`),
  );
  if (outer === undefined) return;
  Validations.of(settings).addWarning(
    'cdk-ecr-publishing:NestedTemplates',
    `The creation template ${quote(prefix)} is below ${quote(outer.prefix)}. The longer prefix wins, so repositories below ${prefix}/ ` +
      `have nothing from ${quote(outer.prefix)}.`,
  );
}

/** Whether a template applies to the repositories whose names start with a text. */
export function hasTemplateFor(templates: readonly CreationTemplate[], reason: CreationReason, start: string): boolean {
  return templateFor(templates, reason, start) !== undefined;
}

/** The template that applies to the repositories whose names start with a text. The longest prefix wins. */
export function templateFor(
  templates: readonly CreationTemplate[],
  reason: CreationReason,
  start: string,
): CreationTemplate | undefined {
  const length = ({ prefix }: CreationTemplate) => (prefix === rootPrefix ? 0 : prefix.length);
  return templates
    .filter(
      (one) => one.appliedFor.includes(reason) && (one.prefix === rootPrefix || start.startsWith(`${one.prefix}/`)),
    )
    .sort((one, other) => length(other) - length(one))[0];
}

/** Warns of repositories that ECR creates without a template: their tags are mutable, and they keep all images. */
export function warnWithoutTemplate(
  settings: IConstruct,
  templates: readonly CreationTemplate[],
  reason: CreationReason,
  what: string,
  start: string,
): void {
  if (hasTemplateFor(templates, reason, start)) return;
  Validations.of(settings).addWarning(
    'cdk-ecr-publishing:NoCreationTemplate',
    `The ${what} ${quote(start.replace(/\/$/, '') || rootPrefix)} has no creation template for ${reason}. ECR creates its repositories with mutable tags, and they keep ` +
      'all images. Add a template to `creationTemplates`.',
  );
}
