import { shown } from '../rules/shown';
import { isTrue } from '../rules/shape';
import { hasUnresolved } from '../texts/symbolic-text';
import { type ComparedResource } from './compared-resources';

/** A resource by its word and name: `repository 'app'`. Without a fixed name, it has its logical id. */
export function resourceText({ type, name, resource }: ComparedResource): string {
  if (type.isSingle === true) return `the ${type.word}`;
  if (name !== undefined) return `${type.word} '${shown(name)}'`;
  return `${type.word} ${shown(resource.source.logicalId)}, whose name is generated,`;
}

/** A resource in the middle of a sentence, without a comma after it. */
export function shortText({ type, name, resource }: ComparedResource): string {
  if (type.isSingle === true) return `the ${type.word}`;
  return name === undefined ? `${type.word} ${shown(resource.source.logicalId)}` : `${type.word} '${shown(name)}'`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The conditions of the template under which a change happens, at the end of a sentence. */
export function whenText({ resource: { when } }: ComparedResource): string {
  return when.length === 0 ? '' : ` if ${when.map(shown).join(' and ')}`;
}

/** Whether CloudFormation keeps a resource that it no longer manages, by the policy of its template. */
export function isRetained(policy: unknown): boolean {
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}

/** Whether a policy for deletion is known only at deploy. */
export function isOpenPolicy(policy: unknown): boolean {
  return typeof policy === 'string' && hasUnresolved(policy);
}

/** Whether CloudFormation can delete a resource only if nothing is in it: a bucket, or a repository without EmptyOnDelete. */
export function mustBeEmpty({ resource: { type, properties } }: ComparedResource): boolean {
  return type === 'AWS::S3::Bucket' || (type === 'AWS::ECR::Repository' && !isTrue(properties.EmptyOnDelete));
}

/** Whether images are lost if CloudFormation deletes a resource: those in it, or those that it encrypted. */
export function losesImages({ resource: { type, properties } }: ComparedResource): boolean {
  if (type === 'AWS::ECR::Repository') return isTrue(properties.EmptyOnDelete);
  return type === 'AWS::ECR::PublicRepository' || type === 'AWS::KMS::Key';
}

/** Says what happens to the content of a resource that CloudFormation deletes. */
export function lossText({ type, resource }: ComparedResource): string {
  if (resource.type !== 'AWS::ECR::Repository') return type.loss;
  return isTrue(resource.properties.EmptyOnDelete)
    ? 'EmptyOnDelete is true, so all of its images are deleted with it.'
    : 'If it has images, CloudFormation cannot delete it, and it stays with them, in no stack. If it has none, it is deleted.';
}

/** The command that deletes a retained resource by its name, with its Region if it is known. */
export function removalText({ type, name, resource: { env } }: ComparedResource): string {
  const region = type.unique === undefined && !hasUnresolved(env.region) ? ` --region ${env.region}` : '';
  const named = name === undefined ? (type.isSingle === true ? '' : ' NAME') : ` ${shown(name)}`;
  return type.remove === undefined ? '' : `\`${type.remove}${named}${region}\``;
}
