import { quoted } from '../shown';
import { buildRule } from './build-rule';
import { namesSecret } from './secret-names';

export const secretBuildArg = buildRule({
  id: 'build-secret-build-arg',
  severity: 'error',
  title: 'A secret as a build argument',
  fix: 'Mount it: `docker build --secret id=NAME,env=NAME`, and `RUN --mount=type=secret,id=NAME` in the Dockerfile.',
  problem: ({ buildspec = '' }) => {
    const names = [...buildspec.matchAll(/--build-arg[\s=]+["'\\]*([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name);
    const name = names.find(namesSecret);
    return (
      name &&
      `passes ${quoted(name)} by --build-arg. It stays in the history of the image, and anyone who pulls the image can read it.`
    );
  },
});
