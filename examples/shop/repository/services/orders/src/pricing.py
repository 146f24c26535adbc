"""What an order costs."""

import argparse
import os

FREE_SHIPPING_CENTS = 5000


def shipping_cents(total_cents):
    """Shipping of an order; free from `FREE_SHIPPING_CENTS` on."""
    return 0 if total_cents >= FREE_SHIPPING_CENTS else 490


def round_half_even(cents):
    quotient, rest = divmod(int(cents * 10), 10)
    return quotient + (1 if rest > 5 or (rest == 5 and quotient % 2) else 0)


def order_total(lines, discount_percent=0):
    total = sum(line["unitPriceCents"] * line["quantity"] for line in lines)
    total = round_half_even(total * (100 - discount_percent) / 100)
    return total + shipping_cents(total)


def main():
    parser = argparse.ArgumentParser(description="Prices a basket.")
    parser.add_argument("basket")
    parser.add_argument("--discount-percent", type=int, default=0)
    parser.add_argument("--currency", default=os.environ.get("SHOP_CURRENCY", "EUR"))
    arguments = parser.parse_args()
    print(arguments.basket, arguments.discount_percent, arguments.currency)


if __name__ == "__main__":
    main()
