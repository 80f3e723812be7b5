/** A visitor's comment under one of the posts. */
export type SampleComment = { post: string; author: string; date: string; text: string };

/** Approved comments of the sample site, by the slug of their post. */
export const COMMENTS: SampleComment[] = [
  {
    post: 'how-we-choose-our-beans',
    author: 'Harriet Moss',
    date: '2026-02-04T19:02:00',
    text: 'Could you do a tasting like that for customers one day? I would bring my own spoon.',
  },
  {
    post: 'a-loaf-that-keeps',
    author: 'Joel',
    date: '2026-03-16T08:21:00',
    text: 'Ours did not last until Thursday, but only because there was nothing left of it by Tuesday.',
  },
  {
    post: 'the-new-espresso',
    author: 'Priya Nair',
    date: '2026-08-05T11:45:00',
    text: 'Better in a flat white, and I still miss the old one on its own.',
  },
  {
    post: 'the-new-espresso',
    author: 'Tom Ferris',
    date: '2026-08-06T07:58:00',
    text: 'Third cup this week. Please do not change it again before Christmas.',
  },
  {
    post: 'plum-week',
    author: 'Agnes',
    date: '2026-09-16T15:10:00',
    text: 'The soup was good. I will say so in writing.',
  },
];
