import { type RepositoryNode } from '../../templates/template-graph';

/** Whether the name of a repository says that its images were approved. Such images must never be replaced. */
export function isForApproved({ name }: RepositoryNode): boolean {
  return /(^|[-_./])(approved|released?|golden|trusted)($|[-_./])/.test(name);
}
