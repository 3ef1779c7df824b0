import { type CfnRepositoryCreationTemplate } from 'aws-cdk-lib/aws-ecr';
import { type Construct } from 'constructs';
import { quote, refuseIf } from '../../private/validation/validation';
import { reportSharedPrefixes } from '../setting-owner';
import { type CreationTemplate } from './creation-template';
import { CreationTemplateResource } from './creation-template-resource';
import { warnOfOuterTemplate } from './template-warnings';

/** Adds the creation templates of a registry. Throws for a prefix that two of them have. */
export function addCreationTemplates(settings: Construct, templates: readonly CreationTemplate[]): void {
  const resources = new Map<string, CfnRepositoryCreationTemplate>();
  templates.forEach((template, index) => {
    const path = `creationTemplates[${index}]`;
    const earlier = templates.slice(0, index).map(({ prefix }) => prefix);
    refuseIf(
      `${path}.prefix`,
      earlier.includes(template.prefix)
        ? `must be different for each template, got ${quote(template.prefix)} twice. ECR has one template for a prefix.`
        : undefined,
    );
    const { resource } = new CreationTemplateResource(
      settings,
      `Template-${template.prefix.replaceAll('/', ':')}`,
      path,
      template,
    );
    resources.set(template.prefix, resource);
    warnOfOuterTemplate(settings, templates, template);
  });
  reportSharedPrefixes(
    settings,
    '`creationTemplates`',
    resources,
    ({ prefix }) => prefix,
    (one, other) => one === other,
  );
}
