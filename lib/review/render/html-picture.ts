import { html } from '../../private/text/html';
import { type PageSection } from './html-page';

/** The element for the picture and the legend of its lines. */
const content = html`
  <noscript><p>The picture needs JavaScript. The tables below show the same access.</p></noscript>
  <p class="legend">
    <span
      ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge from" d="M0 5H44" /></svg>push, delete or
      configure</span
    >
    <span
      ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to" d="M0 5H44" /></svg>pull or list</span
    >
    <span
      ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to conditional" d="M0 5H44" /></svg>on a
      condition</span
    >
    <span
      ><svg viewBox="0 0 44 10" aria-hidden="true"><path class="edge to unknown" d="M0 5H44" /></svg>unknown until
      deployment</span
    >
  </p>
  <div
    id="picture"
    tabindex="0"
    role="region"
    aria-label="Picture of the access. The tables below show the same access."
  ></div>
  <p id="picture-note" class="soft" role="status"></p>
  <p class="screen soft">Point at a name to see its connections. Select it to see only its rows.</p>
`;

export const htmlPicture: PageSection = { id: 'overview', title: 'Publishers, repositories, consumers', content };
