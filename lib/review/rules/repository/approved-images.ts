import { type RepositoryNode } from '../../templates/template-graph';

/** Whether a repository's name says that its images were approved: those must never be replaced. */
export function isForApproved({ name }: RepositoryNode): boolean {
  return /(^|[-_./])(approved|released?|golden|trusted)($|[-_./])/.test(name);
}
