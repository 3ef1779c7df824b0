import { type ReviewReport } from '../../report/review-report';
import { type TemplateSource } from '../../templates/template-graph';
import { compareGraphs } from '../comparison';
import { isOpenLifecycle, lifecyclePolicyOf } from './lifecycle-changes';

/** The lifecycle policies of a repository before and now, as texts. A repository without a policy keeps every image. */
export interface LifecyclePair {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  readonly source: TemplateSource;
}

/** The lifecycle policies of the named repositories that both reports have. Policies that only the deployment knows are left out. */
export function lifecyclePairs(before: ReviewReport, after: ReviewReport): LifecyclePair[] {
  const { kept } = compareGraphs(before.graph, after.graph);
  return kept.flatMap((pair): LifecyclePair[] => {
    const { name, resource } = pair.after;
    const [was, is] = [lifecyclePolicyOf(pair.before), lifecyclePolicyOf(pair.after)];
    if (resource.type !== 'AWS::ECR::Repository' || name === undefined) return [];
    if (isOpenLifecycle(was) || isOpenLifecycle(is)) return [];
    return [
      {
        name,
        source: resource.source,
        ...(typeof was === 'string' && { before: was }),
        ...(typeof is === 'string' && { after: is }),
      },
    ];
  });
}
