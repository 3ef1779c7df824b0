import { quoted } from '../shown';
import { buildRule } from './build-rule';
import { onFailureOf, phaseCommandsOf } from './buildspec-commands';

const pushes = /^docker\s+(?:image\s+)?push\s|^docker\s+(?:buildx\s+)?build\s(?:.*\s)?--push(?:\s|$)/;

export const pushAfterFailure = buildRule({
  id: 'build-push-after-failure',
  severity: 'warning',
  title: 'A push in post_build, which runs after a failed build',
  fix: 'Push at the end of the phase build, or set `on-failure: ABORT` in it.',
  problem: (project) => {
    const found = phaseCommandsOf(project).find(({ phase, text }) => phase === 'post_build' && pushes.test(text));
    if (found === undefined || /\bCODEBUILD_BUILD_SUCCEEDING\b/.test(project.buildspec ?? '')) return undefined;
    return onFailureOf(project, 'build') === 'ABORT'
      ? undefined
      : `runs ${quoted(found.text)} in post_build. CodeBuild runs that phase after a failed build, too, so an image whose tests failed is published.`;
  },
});
