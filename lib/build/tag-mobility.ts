import { Token } from 'aws-cdk-lib';
import { CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';

/** Whether a repository visibly keeps a tag from moving; of an imported one, nothing is visible. */
export function isFixedTag(repository: IRepository, tag: string): boolean {
  return isImmutable(repository, (filter) => matches(filter, tag));
}

/** Whether a repository visibly keeps all tags of a prefix from moving. */
export function isFixedPrefix(repository: IRepository, prefix: string): boolean {
  return isImmutable(repository, (filter) => {
    const [start = ''] = filter.split('*');
    return filter.includes('*') && (start.startsWith(prefix) || prefix.startsWith(start));
  });
}

function isImmutable(repository: IRepository, excludes: (filter: string) => boolean): boolean {
  const resource = repository.node.defaultChild;
  if (!(resource instanceof CfnRepository)) return false;
  const { imageTagMutability: mutability, imageTagMutabilityExclusionFilters: filters } = resource;
  if (mutability === 'IMMUTABLE') return true;
  if (mutability !== 'IMMUTABLE_WITH_EXCLUSION' || !Array.isArray(filters)) return false;
  return !filters.some((filter) => {
    if (Token.isUnresolved(filter) || !('imageTagMutabilityExclusionFilterValue' in filter)) return true;
    const { imageTagMutabilityExclusionFilterValue: value } = filter;
    return Token.isUnresolved(value) || excludes(value);
  });
}

function matches(filter: string, tag: string): boolean {
  if (Token.isUnresolved(tag)) return true;
  const parts = filter.split('*').map((part) => part.replace(/[.]/g, '\\.'));
  return new RegExp(`^${parts.join('.*')}$`).test(tag);
}
