import { imageFacts, type PublishFileFacts, pushWords } from '../github/workflow/publish-file';
import { type PipelinePlan } from './pipeline-plan';

/** The facts of a pipeline in words, without its text. */
export function pipelineFacts(plan: PipelinePlan): PublishFileFacts {
  const { system, trigger } = plan;
  const { refs, projects, environment } = trigger;
  const named = (kind: 'branch' | 'tag') => (refs ?? []).filter((ref) => ref.kind === kind).map(({ name }) => name);
  return {
    system: system.name,
    path: system.path,
    sources: projects,
    runs: [refs === undefined ? 'when a user starts it' : pushWords(named('branch'), named('tag'))],
    environment,
    images: [imageFacts(plan)],
  };
}
