import { LabEngine, type Answer } from '../../../src/lab/labEngine';

/** Its stories tell the processor time of this process for each request, which other processes do not lengthen. */
export class TimedEngine extends LabEngine {
  override async complete(...asked: Parameters<LabEngine['complete']>): Promise<Answer> {
    const before = process.cpuUsage();
    const answer = await super.complete(...asked);
    const { user, system } = process.cpuUsage(before);
    return { ...answer, decision: { ...answer.decision, stagesMs: { own: (user + system) / 1000 } } };
  }
}
