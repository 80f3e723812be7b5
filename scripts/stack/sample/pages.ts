/** A page of the sample site; `under` is the slug of the page above it, which comes earlier in the list. */
export type SamplePage = { slug: string; title: string; under?: string; text: string[] };

/** The sample site belongs to a small café that also sells what it roasts and bakes. */
export const PAGES: SamplePage[] = [
  {
    slug: 'about',
    title: 'About us',
    text: [
      'We opened Copper Kettle in a former ironmonger’s shop with two tables, one oven and a coffee roaster that had to be carried in through the window.',
      'There are eleven tables now. The roaster still stands where the paint counter was, and on Tuesdays and Fridays you can watch it at work.',
    ],
  },
  {
    slug: 'menu',
    title: 'Menu',
    text: [
      'The kitchen is open from eight until three. Soup and the pie of the day go on until they are gone, which on wet days is early.',
      'Tell us about allergies before you order: nuts and wheat are used in the same kitchen as everything else.',
    ],
  },
  {
    slug: 'coffee',
    title: 'Coffee and tea',
    under: 'menu',
    text: [
      'Filter £2.60, flat white £3.10, cortado £2.90. A second filter is half price before ten.',
      'Leaf teas come in a pot for one or for three: breakfast, green sencha, peppermint from the yard in summer.',
    ],
  },
  {
    slug: 'cakes',
    title: 'Cakes and bread',
    under: 'menu',
    text: [
      'Baked here every morning: cardamom buns, plum slice, a seeded loaf and one gluten-free cake that changes with the week.',
      'Whole cakes need two days’ notice. Order at the counter or by telephone before noon.',
    ],
  },
  {
    slug: 'visit',
    title: 'Visit',
    text: [
      'You find us at 14 Mill Lane, between the bridge and the library. The number 7 bus stops outside the library.',
      'Monday to Friday 7:30 to 17:00, Saturday 8:30 to 16:00. Closed on Sundays.',
    ],
  },
  {
    slug: 'private-hire',
    title: 'Private hire',
    under: 'visit',
    text: [
      'After closing time the front room seats thirty for a meal or fifty standing. We bring the food, you bring the music.',
      'Write to us with a date and a number of guests and we answer within two days.',
    ],
  },
  {
    slug: 'contact',
    title: 'Contact',
    text: [
      'Telephone 01632 960 114, or write to hello@example.test. We do not take bookings for tables of fewer than six.',
    ],
  },
];

/** The entries of the site's menu, by page slug; pages below one of them show in a drop-down. */
export const MENU = ['about', 'menu', 'visit', 'contact'];
