import { certificatePaper } from '../../usecases/paper/certificate-paper.ts';
import { stocktakePaper } from '../../usecases/paper/stocktake-paper.ts';
import { thanksPaper } from '../../usecases/paper/thanks-paper.ts';
import { labelsPaper, priceListPaper } from '../../usecases/paper/price-papers.ts';
import { pdfFile } from '../pdf-file.ts';
import { answer, shop } from '../procedures.ts';

export const paperRoutes = shop.paper.router({
  labels: shop.paper.labels.handler(({ context: { services }, input }) => {
    const today = services.today();
    return pdfFile(services, `货架标签_${today}`, answer(labelsPaper(services.db, today, input)));
  }),
  priceList: shop.paper.priceList.handler(({ context: { services }, input }) => {
    const day = input.day ?? services.today();
    return pdfFile(services, `兑换价目表_${day}`, answer(priceListPaper(services.db, { ...input, day })));
  }),
  certificate: shop.paper.certificate.handler(({ context: { services }, input }) => {
    const paper = answer(certificatePaper(services.db, input));
    const name = input.form === 'receipt' ? '捐赠物资接收凭证' : '捐赠证书';
    return pdfFile(services, `${name}_${paper.certificateNo}`, paper);
  }),
  stocktake: shop.paper.stocktake.handler(({ context: { services }, input }) => {
    const { documentNo, paper } = answer(stocktakePaper(services.db, input.entryId));
    return pdfFile(services, `盘点表_${documentNo}`, paper);
  }),
  thanks: shop.paper.thanks.handler(({ context: { services }, input }) => {
    const paper = answer(thanksPaper(services.db, services.today(), input));
    return pdfFile(services, `捐赠致谢榜_${paper.to}`, paper);
  }),
});
