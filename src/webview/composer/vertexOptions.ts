import type { TemplateResult } from 'lit';
import { html, nothing } from 'lit';
import type { PanelTexts } from '../../panel/texts';
import type { PictureOptions } from '../../core/pictures/image';
import type { VertexChoices } from '../../panel/composer';
import type { PageActions, PageView } from '../actions';
import { picker } from './picker';

type Vertex = NonNullable<PictureOptions['vertex']>;

/** What only Vertex AI can be told, folded away. */
export function vertexOptions({ vertex: choices, texts, options }: PageView, actions: PageActions): TemplateResult {
  return html`
    <details class="vertex">
      <summary>
        ${texts.vertex}${options.vertex ? html` <span class="vertex-set">${summary(choices, options.vertex)}</span>` : nothing}
      </summary>
      <p class="vertex-only">${texts.vertexOnly}</p>
      <div class="controls">${pickers(choices, texts, options, actions)}</div>
    </details>
  `;
}

function pickers(
  { outputTypes, qualities, people }: VertexChoices,
  texts: PanelTexts,
  options: PictureOptions,
  actions: PageActions,
): TemplateResult {
  const { outputMimeType, outputCompressionQuality, personGeneration } = options.vertex ?? {};
  // the host leaves out what says nothing, such as the quality of what is no JPEG
  const choose = (change: Vertex): void => actions.choose({ ...options, vertex: { ...options.vertex, ...change } });
  const quality = qualities.find(({ value }) => value === `${outputCompressionQuality}`)?.value ?? 'auto';
  return html`
    ${picker('output-type', texts.outputType, outputTypes, outputMimeType ?? 'auto', (value) =>
      choose({ outputMimeType: value === 'auto' ? undefined : value }),
    )}
    ${
      outputMimeType === 'image/jpeg'
        ? picker('quality', texts.quality, qualities, quality, (value) =>
            choose({ outputCompressionQuality: value === 'auto' ? undefined : Number(value) }),
          )
        : nothing
    }
    ${picker('people', texts.people, people, personGeneration ?? 'auto', (value) =>
      choose({ personGeneration: value === 'auto' ? undefined : value }),
    )}
  `;
}

/** What is set, so that it is seen while folded away. */
function summary({ outputTypes, people }: VertexChoices, vertex: Vertex): string {
  const { outputMimeType, outputCompressionQuality, personGeneration } = vertex;
  const type = outputTypes.find(({ value }) => value === outputMimeType)?.label;
  const quality = outputCompressionQuality === undefined ? '' : ` ${outputCompressionQuality}`;
  const who = people.find(({ value }) => value === personGeneration)?.label;
  return [type && type + quality, who].filter(Boolean).join(' · ');
}
