import type { AnnouncedYear } from '../domain/announced-year.ts';

/**
 * Holidays and make-up working days as the General Office of the State Council announced them, year by year:
 * name, days off (first/last, MM-DD, with the year where it is another one), make-up working days. The sources are the
 * notices; 2019 and 2020 were amended after publication. Checked against holiday-cn by `announced-years.test.ts`.
 */
export const ANNOUNCED_YEARS: readonly AnnouncedYear[] = [
  {
    year: 2019,
    sources: ['http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm', 'http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm'],
    holidays: [
      ['元旦', '2018-12-30/01-01', '2018-12-29'],
      ['春节', '02-04/02-10', '02-02 02-03'],
      ['清明节', '04-05'],
      ['劳动节', '05-01/05-04', '04-28 05-05'],
      ['端午节', '06-07'],
      ['中秋节', '09-13'],
      ['国庆节', '10-01/10-07', '09-29 10-12'],
    ],
  },
  {
    year: 2020,
    sources: ['http://www.gov.cn/zhengce/zhengceku/2019-11/21/content_5454164.htm', 'http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm'],
    holidays: [
      ['元旦', '01-01'],
      ['春节', '01-24/02-02', '01-19 02-03'],
      ['清明节', '04-04/04-06'],
      ['劳动节', '05-01/05-05', '04-26 05-09'],
      ['端午节', '06-25/06-27', '06-28'],
      ['国庆节、中秋节', '10-01/10-08', '09-27 10-10'],
    ],
  },
  {
    year: 2021,
    sources: ['http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm'],
    holidays: [
      ['元旦', '01-01/01-03'],
      ['春节', '02-11/02-17', '02-07 02-20'],
      ['清明节', '04-03/04-05'],
      ['劳动节', '05-01/05-05', '04-25 05-08'],
      ['端午节', '06-12/06-14'],
      ['中秋节', '09-19/09-21', '09-18'],
      ['国庆节', '10-01/10-07', '09-26 10-09'],
    ],
  },
  {
    year: 2022,
    sources: ['http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm'],
    holidays: [
      ['元旦', '01-01/01-03'],
      ['春节', '01-31/02-06', '01-29 01-30'],
      ['清明节', '04-03/04-05', '04-02'],
      ['劳动节', '04-30/05-04', '04-24 05-07'],
      ['端午节', '06-03/06-05'],
      ['中秋节', '09-10/09-12'],
      ['国庆节', '10-01/10-07', '10-08 10-09'],
    ],
  },
  {
    year: 2023,
    sources: ['http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm'],
    holidays: [
      ['元旦', '2022-12-31/01-02'],
      ['春节', '01-21/01-27', '01-28 01-29'],
      ['清明节', '04-05'],
      ['劳动节', '04-29/05-03', '04-23 05-06'],
      ['端午节', '06-22/06-24', '06-25'],
      ['中秋节、国庆节', '09-29/10-06', '10-07 10-08'],
    ],
  },
  {
    year: 2024,
    sources: ['https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm'],
    holidays: [
      ['元旦', '01-01'],
      ['春节', '02-10/02-17', '02-04 02-18'],
      ['清明节', '04-04/04-06', '04-07'],
      ['劳动节', '05-01/05-05', '04-28 05-11'],
      ['端午节', '06-10'],
      ['中秋节', '09-15/09-17', '09-14'],
      ['国庆节', '10-01/10-07', '09-29 10-12'],
    ],
  },
  {
    year: 2025,
    sources: ['https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm'],
    holidays: [
      ['元旦', '01-01'],
      ['春节', '01-28/02-04', '01-26 02-08'],
      ['清明节', '04-04/04-06'],
      ['劳动节', '05-01/05-05', '04-27'],
      ['端午节', '05-31/06-02'],
      ['国庆节、中秋节', '10-01/10-08', '09-28 10-11'],
    ],
  },
  {
    year: 2026,
    sources: ['https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm'],
    holidays: [
      ['元旦', '01-01/01-03', '01-04'],
      ['春节', '02-15/02-23', '02-14 02-28'],
      ['清明节', '04-04/04-06'],
      ['劳动节', '05-01/05-05', '05-09'],
      ['端午节', '06-19/06-21'],
      ['国庆节', '10-01/10-07', '09-20 10-10'],
      ['中秋节', '09-25/09-27'],
    ],
  },
];
