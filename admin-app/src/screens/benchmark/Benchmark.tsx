/** Measuring this host: run it, see what it found, and put the best safe strategy into use. */
import type { BenchmarkOverview, BenchmarkSummary } from '@dynamic-cache/contracts/site-benchmark';
import { useDispatch, useSelect } from '@wordpress/data';
import { useEffect } from '@wordpress/element';
import { Asked } from '../../components/Asked.tsx';
import { useParameter } from '../../navigation.ts';
import { benchmarkStore } from '../../store/benchmark.ts';
import './benchmark.scss';
import { Compare } from './Compare.tsx';
import { Found } from './Found.tsx';
import { History } from './History.tsx';
import { Run } from './Run.tsx';
import { Runs } from './Runs.tsx';
import { Schedule } from './Schedule.tsx';

export default function Benchmark() {
  const { overview, failure } = useSelect((select) => {
    const benchmark = select(benchmarkStore);
    return { overview: benchmark.getOverview(), failure: benchmark.getFailure() };
  }, []);
  const { look } = useDispatch(benchmarkStore);
  useSteps(overview?.active?.id ?? null);
  // Beside an answer a failure is about what was asked for: the card of the run tells it, with what helps.
  const answer = { value: overview, failure: overview === null ? (failure?.message ?? null) : null };
  return (
    <div className="dynamic-cache-benchmark">
      <Asked answer={answer} retry={look}>
        {(value) => <Parts overview={value} />}
      </Asked>
    </div>
  );
}

function Parts({ overview }: { overview: BenchmarkOverview }) {
  const chosen = useParameter('run');
  const shown = shownRun(overview, chosen);
  const measured = overview.runs.filter(({ candidates }) =>
    candidates.some(({ metrics }) => metrics !== null),
  );
  return (
    <>
      <Run overview={overview} />
      {shown !== null && <Found key={shown.id} run={shown} overview={overview} />}
      {measured.length > 1 && <History runs={measured} />}
      {measured.length > 1 && <Compare runs={measured} />}
      {overview.runs.length > 0 && (
        <Runs runs={overview.runs} shown={shown?.id ?? ''} isBusy={overview.active !== null} />
      )}
      <Schedule every={overview.schedule} />
    </>
  );
}

/** The run that the address names, else the newest that is over, else the newest that is not under way. */
function shownRun({ runs }: BenchmarkOverview, chosen: string): BenchmarkSummary | null {
  return (
    runs.find(({ id }) => id === chosen) ??
    runs.find(({ state }) => state === 'done') ??
    runs.find(({ state, candidates }) => state !== 'running' && candidates.length > 0) ??
    null
  );
}

/** While this screen is open and a run is under way, it takes the steps. Nobody has to wait: cron goes on without it. */
function useSteps(active: string | null): void {
  const { watch, drive, leave } = useDispatch(benchmarkStore);
  useEffect(() => {
    watch();
    return () => {
      leave();
    };
  }, [watch, leave]);
  useEffect(() => {
    if (active !== null) drive();
  }, [active, drive]);
}
