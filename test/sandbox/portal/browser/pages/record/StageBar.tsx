import type { Pipeline, Stage } from '../../crm/pipeline.ts';
import { Icon } from '../../design/Icon.tsx';
import type { OpenRecord } from './open-record.ts';
import { useChange } from './use-change.ts';

/** The stages of a deal's pipeline; a click moves the deal. */
export function StageBar({ open }: { open: OpenRecord }) {
  const { change, isSaving } = useChange(open);
  const current = open.record.properties.dealstage;
  const pipeline =
    open.pipelines.find((one) => one.id === open.record.properties.pipeline) ?? open.pipelines[0];
  if (pipeline === undefined) return null;
  const at = pipeline.stages.findIndex((stage) => stage.id === current);
  const move = (stage: Stage) =>
    change({ pipeline: pipeline.id, dealstage: stage.id }, `Deal moved to ${stage.label}`);
  return (
    <section className="panel stage-panel" aria-label="Deal stage">
      <header className="stage-panel__head">
        <h2>Deal stage</h2>
        <PipelineChoice open={open} pipeline={pipeline} />
      </header>
      <ol className="stages">
        {pipeline.stages.map((stage, index) => (
          <li key={stage.id}>
            <button
              type="button"
              className={`stage stage--${stage.outcome} ${stateOf(index, at)}`}
              aria-current={index === at ? 'step' : undefined}
              disabled={isSaving}
              onClick={() => void move(stage)}
            >
              {index === at && <Icon name={signOf(stage)} size={14} text="Current stage" />}
              {stage.label}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function PipelineChoice({ open, pipeline }: { open: OpenRecord; pipeline: Pipeline }) {
  const { change, isSaving } = useChange(open);
  const choose = (id: string) => {
    const wanted = open.pipelines.find((one) => one.id === id);
    const first = wanted?.stages[0];
    if (wanted === undefined || first === undefined) return;
    void change(
      { pipeline: wanted.id, dealstage: first.id },
      `Deal moved to ${wanted.label}: ${first.label}`,
    );
  };
  return (
    <label className="stage-panel__pipeline">
      Pipeline
      <select
        className="input"
        value={pipeline.id}
        disabled={isSaving}
        onChange={(event) => choose(event.target.value)}
      >
        {open.pipelines.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function stateOf(index: number, at: number): string {
  if (index === at) return 'stage--current';
  return index < at ? 'stage--passed' : 'stage--ahead';
}

function signOf(stage: Stage): string {
  if (stage.outcome === 'won') return 'trophy';
  return stage.outcome === 'lost' ? 'xCircle' : 'checkCircle';
}
