import { quoted } from '../shown';
import { buildRule } from './build-rule';
import { onFailureOf, type PhaseCommand, phaseCommandsOf } from './buildspec-commands';
import { isPush } from './pushing-commands';

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html */
export const pushAfterFailure = buildRule({
  id: 'build-push-after-failure',
  severity: 'warning',
  title: 'A push in post_build, which runs after a failed build',
  fix: 'Push at the end of the phase build, or set `on-failure: ABORT` in it.',
  problem: (project) => {
    const commands = phaseCommandsOf(project);
    const canFail = commands.some(({ phase, isFinally }) => phase === 'build' && !isFinally);
    const aborts = onFailureOf(project, 'build') === 'ABORT';
    const found = commands.find((command, index) => {
      const { phase, isFinally, text } = command;
      const runsAnyway = phase === 'post_build' ? !aborts : phase === 'build' && isFinally;
      return runsAnyway && isPush(text) && !commands.slice(0, index).some((one) => isGuard(one, command));
    });
    if (found === undefined || !canFail) return undefined;
    return found.phase === 'build'
      ? `runs ${quoted(found.text)} in the finally block of build. CodeBuild runs that block after a failed command, too, so an image whose tests failed is published.`
      : `runs ${quoted(found.text)} in post_build. CodeBuild runs that phase after a failed build, too, so an image whose tests failed is published.`;
  },
});

/** Whether a command before a push asks whether the build has failed. */
function isGuard({ phase, text, isFinally }: PhaseCommand, push: PhaseCommand): boolean {
  const isBefore = phase === push.phase && (phase === 'post_build' || isFinally);
  return isBefore && /\bCODEBUILD_BUILD_SUCCEEDING\b/.test(text) && !/^(?:echo|printf)\s/.test(text);
}
