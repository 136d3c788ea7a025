import type { Queryable } from '../store/index.js';

/** Counts one "was this right?" of a topic on a day (`YYYY-MM-DD`). Nothing of the person is kept. */
export async function countFeedback(
  db: Queryable,
  topic: string,
  helpful: boolean,
  day: string,
): Promise<void> {
  await db.query(
    `INSERT INTO topic_feedback (topic, day, helpful, unhelpful) VALUES ($1, $2::date, $3, $4)
     ON CONFLICT (topic, day) DO UPDATE
       SET helpful = topic_feedback.helpful + excluded.helpful,
           unhelpful = topic_feedback.unhelpful + excluded.unhelpful`,
    [topic, day, helpful ? 1 : 0, helpful ? 0 : 1],
  );
}
