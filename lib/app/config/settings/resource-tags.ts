import { resourceTagKeyRule, resourceTagValueRule } from '../../../private/aws/resource-tag';
import { named, text } from '../fields';

/** The tags of AWS resources, by their keys. */
export const resourceTags = (description: string) =>
  named(
    resourceTagKeyRule,
    text(resourceTagValueRule, { description: 'The value of the tag.', examples: ['platform'] }),
    description,
  ).meta({ description, examples: [{ owner: 'platform' }] });
