/** How common each industrial division is in the demonstration, how large its firms are and what they make. */

import { divisionOf, type Division } from "@fenji/kernel";

export interface DivisionProfile {
  readonly division: Division;
  /** Relative number of firms in the demonstration. */
  readonly weight: number;
  /** Median headcount. */
  readonly people: number;
  /** Median revenue per head, in 10,000 yuan. */
  readonly revenue: number;
  readonly products: readonly (readonly [zh: string, en: string])[];
}

const profile = (
  code: string,
  size: readonly [weight: number, people: number, revenue: number],
  ...products: DivisionProfile["products"]
): DivisionProfile => {
  const division = divisionOf(code);
  if (division === undefined) throw new RangeError(`no division ${code}`);
  return { division, weight: size[0], people: size[1], revenue: size[2], products };
};

/** Weights and sizes are made up to look like an industrial province; they are no statistics. */
export const profiles: readonly DivisionProfile[] = [
  profile("B06", [0.6, 420, 120], ["煤业", "Coal"]),
  profile("B07", [0.05, 600, 300], ["油气", "Oil & Gas"]),
  profile("B08", [0.4, 160, 110], ["铁矿", "Iron Mining"]),
  profile("B09", [0.4, 150, 120], ["有色矿业", "Non-ferrous Mining"]),
  profile("B10", [1, 55, 80], ["石矿", "Quarrying"]),
  profile("B11", [0.1, 120, 60], ["钻采服务", "Drilling Services"]),
  profile("B12", [0.05, 40, 60], ["矿产", "Minerals"]),
  profile("C13", [6, 60, 140], ["粮油", "Grain & Oil"], ["饲料", "Feed"]),
  profile("C14", [2.5, 85, 90], ["食品", "Foods"], ["乳业", "Dairy"]),
  profile("C15", [2, 80, 110], ["酒业", "Distillery"], ["茶业", "Tea"]),
  profile("C16", [0.1, 700, 600], ["烟草", "Tobacco"]),
  profile("C17", [5, 90, 70], ["纺织", "Textiles"], ["棉纺", "Cotton Spinning"]),
  profile("C18", [4, 110, 40], ["服饰", "Apparel"]),
  profile("C19", [2, 120, 45], ["鞋业", "Footwear"], ["皮革", "Leather"]),
  profile("C20", [3, 45, 70], ["木业", "Timber"]),
  profile("C21", [2, 75, 55], ["家具", "Furniture"]),
  profile("C22", [2, 70, 100], ["纸业", "Paper"]),
  profile("C23", [2, 50, 60], ["印务", "Printing"]),
  profile("C24", [3, 95, 50], ["文具", "Stationery"], ["玩具", "Toys"]),
  profile("C25", [0.8, 240, 420], ["石化", "Petrochemical"]),
  profile("C26", [7, 90, 160], ["化工", "Chemicals"], ["涂料", "Coatings"]),
  profile("C27", [2.5, 150, 110], ["制药", "Pharmaceuticals"]),
  profile("C28", [0.7, 160, 150], ["化纤", "Chemical Fibres"]),
  profile("C29", [6, 60, 75], ["塑业", "Plastics"], ["橡胶", "Rubber"]),
  profile("C30", [9, 65, 85], ["水泥", "Cement"], ["玻璃", "Glass"]),
  profile("C31", [2, 260, 240], ["钢铁", "Steel"], ["铸管", "Cast Pipe"]),
  profile("C32", [2.5, 140, 260], ["铝业", "Aluminium"], ["铜业", "Copper"]),
  profile("C33", [8, 55, 75], ["金属制品", "Metal Products"], ["五金", "Hardware"]),
  profile("C34", [8, 65, 70], ["轴承", "Bearings"], ["泵业", "Pumps"]),
  profile("C35", [7, 70, 75], ["重工", "Heavy Machinery"], ["医疗器械", "Medical Devices"]),
  profile("C36", [5, 150, 110], ["汽车部件", "Auto Parts"], ["汽车", "Automotive"]),
  profile("C37", [1, 170, 100], ["船舶", "Shipbuilding"], ["轨道装备", "Rail Equipment"]),
  profile("C38", [8, 100, 105], ["电气", "Electric"], ["电缆", "Cables"]),
  profile("C39", [7, 180, 100], ["电子", "Electronics"], ["光电", "Optoelectronics"]),
  profile("C40", [2, 80, 65], ["仪表", "Instruments"]),
  profile("C41", [0.6, 50, 55], ["制品", "Manufactures"]),
  profile("C42", [0.8, 40, 120], ["再生资源", "Recycling"]),
  profile("C43", [0.3, 60, 50], ["设备维修", "Equipment Repair"]),
  profile("D44", [1.5, 120, 220], ["热电", "Heat & Power"], ["风电", "Wind Power"]),
  profile("D45", [0.6, 85, 200], ["燃气", "Gas Supply"]),
  profile("D46", [0.6, 90, 50], ["水务", "Water Supply"]),
];
