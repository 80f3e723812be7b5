/** A post of the sample site; `picture` gets the uploaded image as its featured image. */
export type SamplePost = {
  slug: string;
  title: string;
  date: string;
  categories: string[];
  tags: string[];
  text: string[];
  picture?: true;
};

/** Category slugs and names. */
export const CATEGORIES = {
  beans: 'Beans',
  baking: 'Baking',
  events: 'Events',
  journal: 'Journal',
  news: 'News',
};

/** Tag slugs and names. */
export const TAGS = {
  filter: 'Filter coffee',
  espresso: 'Espresso',
  bread: 'Bread',
  seasonal: 'Seasonal',
  workshop: 'Workshop',
  'opening-hours': 'Opening hours',
};

/** Oldest first; every post has a date of its own, so archives and adjacent-post links are unambiguous. */
export const POSTS: SamplePost[] = [
  {
    slug: 'how-we-choose-our-beans',
    title: 'How we choose our beans',
    date: '2026-02-03T08:15:00',
    categories: ['beans'],
    tags: ['filter', 'espresso'],
    text: [
      'Every January we taste about forty samples at one long table, without labels. What is left after the third round is what we buy.',
      'This year a washed coffee from Huila won the filter table and nobody could agree on the espresso, so there are two.',
    ],
  },
  {
    slug: 'a-loaf-that-keeps',
    title: 'A loaf that keeps until Thursday',
    date: '2026-03-11T07:40:00',
    categories: ['baking'],
    tags: ['bread'],
    text: [
      'Customers asked for a bread that is still good three days later. The answer was more water, a little rye and a night in the cold.',
      'It comes out of the oven at ten past seven and there are twenty-four of them.',
    ],
  },
  {
    slug: 'rhubarb-is-here',
    title: 'Rhubarb is here',
    date: '2026-04-08T09:00:00',
    categories: ['baking', 'journal'],
    tags: ['seasonal'],
    text: [
      'The first box came from the allotments behind the station this morning. Half of it went into a cake, the other half into a syrup for lemonade.',
    ],
    picture: true,
  },
  {
    slug: 'brewing-at-home',
    title: 'Brewing at home: an evening for beginners',
    date: '2026-05-20T17:30:00',
    categories: ['events', 'beans'],
    tags: ['workshop', 'filter'],
    text: [
      'Bring whatever you brew with, even if it is a saucepan. We grind, weigh and taste together, and everybody goes home with a bag.',
      'Twelve places, £18, on the second Thursday in June. Sign up at the counter.',
    ],
  },
  {
    slug: 'summer-hours',
    title: 'Summer hours',
    date: '2026-06-15T10:00:00',
    categories: ['news'],
    tags: ['opening-hours', 'seasonal'],
    text: [
      'From July to the end of August we open at seven and close at six. The kitchen still stops at three.',
    ],
  },
  {
    slug: 'the-new-espresso',
    title: 'The new espresso, and what happened to the old one',
    date: '2026-08-04T08:00:00',
    categories: ['beans', 'news'],
    tags: ['espresso'],
    text: [
      'The old blend depended on one farm, and this year that farm had hail. Rather than imitate it we started again.',
      'The new one is a little lighter and much sweeter in milk. Tell us what you think; the first week’s cups are on a card by the till.',
    ],
    picture: true,
  },
  {
    slug: 'plum-week',
    title: 'Plum week',
    date: '2026-09-14T08:30:00',
    categories: ['baking', 'events'],
    tags: ['seasonal'],
    text: [
      'For one week everything has plums in it, including one soup that we will not repeat if you do not like it.',
      'If your tree is too full: we swap a bucket of plums for a cake.',
    ],
  },
  {
    slug: 'closed-for-one-day',
    title: 'Closed for one day while the floor dries',
    date: '2026-10-19T12:00:00',
    categories: ['news', 'journal'],
    tags: ['opening-hours'],
    text: [
      'The old boards are being oiled on Monday the second. We are back on Tuesday at half past seven, and so are the buns.',
    ],
  },
];
