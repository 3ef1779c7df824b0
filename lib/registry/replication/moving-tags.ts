import { Token } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { quote } from '../../private/validation/validation';
import { isMutable } from '../../repository/tag-mutability';
import { type CreationTemplate } from '../templates/creation-template';
import { type Place } from './render-replication';

/** A repository of the app whose images are copied. */
export interface CopiedRepository {
  readonly name: string;
  readonly place: string;
  /** The tags that move, or `all` if no list names them. */
  readonly moving: readonly string[] | 'all';
}

/** The repositories of an app whose names synth knows. */
export function copiedRepositories(
  { node: { root } }: IConstruct,
  nameOf: (place: Place) => string,
): CopiedRepository[] {
  return root.node.findAll().flatMap((one) => {
    if (!(one instanceof CfnRepository)) return [];
    const {
      repositoryName: name,
      imageTagMutability: setting,
      imageTagMutabilityExclusionFilters: filters,
      stack,
    } = one;
    if (name === undefined || Token.isUnresolved(name) || Token.isUnresolved(setting)) return [];
    const exceptions = (filters ?? []) as CfnRepository.ImageTagMutabilityExclusionFilterProperty[];
    const moving =
      setting?.startsWith('IMMUTABLE') === true
        ? exceptions.map((filter) => filter.imageTagMutabilityExclusionFilterValue)
        : 'all';
    return [{ name, place: nameOf(stack), moving }];
  });
}

/**
 * The tags that move in a repository but not in its copies. ECR copies such an image without the tag.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
 */
export function lostTags(
  { name, moving }: CopiedRepository,
  template: CreationTemplate,
  words: string,
): string | undefined {
  if (isMutable(template)) return undefined;
  const { mutableTags = [], prefix } = template;
  const lost = moving === 'all' ? [] : moving.filter((tag) => !mutableTags.includes(tag));
  if (moving !== 'all' && lost.length === 0) return undefined;
  const [tags, remedy] =
    moving === 'all'
      ? ['each tag that moves', 'Set `imageTagMutability: MUTABLE` of the template']
      : [`the tag ${lost.map(quote).join(' and ')}`, 'List such tags in `mutableTags` of the template'];
  return (
    `The registry in ${words} does not move ${tags} of ${quote(name)}, because the creation template ${quote(prefix)} makes it immutable. ` +
    `ECR copies the image without the tag. ${remedy}, or make them immutable in the repository.`
  );
}
